package io.twinroute.flink.accept;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.watch.SilenceWatch;
import io.twinroute.semantics.accept.Silence;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What is known of a side's silent partitions; begins anew with every start of the job. */
public interface SilenceEvidence extends AutoCloseable {

  /** The newest evidence that a partition is silent; null if there is none. */
  @Nullable Silence of(int partition);

  @Override
  void close();

  /** Begins to gather evidence, where the job runs. */
  @FunctionalInterface
  interface Start extends Serializable {
    SilenceEvidence of(PinnedInput side);
  }

  /** No partition is ever silent. */
  static SilenceEvidence none(PinnedInput side) {
    return new SilenceEvidence() {
      @Override
      public @Nullable Silence of(int partition) {
        return null;
      }

      @Override
      public void close() {}
    };
  }

  /** The side's own cluster is asked. */
  static SilenceEvidence watch(PinnedInput side) {
    SilenceWatch watch = SilenceWatch.start(side.source(), side.starts());
    return new SilenceEvidence() {
      @Override
      public @Nullable Silence of(int partition) {
        return watch.of(partition);
      }

      @Override
      public void close() {
        watch.close();
      }
    };
  }
}
