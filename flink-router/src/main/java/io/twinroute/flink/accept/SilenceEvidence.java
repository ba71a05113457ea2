package io.twinroute.flink.accept;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.watch.InputSilence;
import io.twinroute.semantics.accept.Silence;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Evidence of an input's silent partitions; empty at every start of the job. */
public interface SilenceEvidence extends AutoCloseable {

  /** The newest evidence that a partition is silent; null if there is none. */
  @Nullable Silence of(int partition);

  @Override
  void close();

  /** Begins to gather evidence, where the job runs. */
  @FunctionalInterface
  interface Start extends Serializable {
    SilenceEvidence of(PinnedInput input);
  }

  /** A run with an end uses no clock. */
  static Start of(PinnedRoute route) {
    return route.untilEnd() ? SilenceEvidence::none : SilenceEvidence::ifAllowed;
  }

  private static SilenceEvidence ifAllowed(PinnedInput input) {
    return input.input().silenceAfter() == null ? none(input) : watch(input);
  }

  /** No partition is ever silent. */
  static SilenceEvidence none(PinnedInput input) {
    return new SilenceEvidence() {
      @Override
      public @Nullable Silence of(int partition) {
        return null;
      }

      @Override
      public void close() {}
    };
  }

  /** Asks the clusters of the input's topics, with clients of the task's process. */
  static SilenceEvidence watch(PinnedInput input) {
    InputSilence watch = InputSilence.start(ProcessWatches.ALL, input);
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
