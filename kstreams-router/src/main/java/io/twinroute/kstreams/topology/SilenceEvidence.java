package io.twinroute.kstreams.topology;

import io.twinroute.semantics.accept.Silence;
import org.jspecify.annotations.Nullable;

/** Evidence of silent source partitions; may be asked from any thread. */
@FunctionalInterface
public interface SilenceEvidence {

  /** No partition is ever silent. */
  SilenceEvidence NONE = (input, partition) -> null;

  /** The newest evidence that a partition is silent; null if there is none. */
  @Nullable Silence of(int input, int partition);
}
