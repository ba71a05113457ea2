package io.twinroute.kstreams;

import io.twinroute.semantics.Side;
import io.twinroute.semantics.Silence;
import org.jspecify.annotations.Nullable;

/** What is known of silent source partitions; may be asked from any thread. */
@FunctionalInterface
interface SilenceEvidence {

  /** No partition is ever silent. */
  SilenceEvidence NONE = (side, partition) -> null;

  /** The newest evidence that a partition is silent; null if there is none. */
  @Nullable Silence of(Side side, int partition);
}
