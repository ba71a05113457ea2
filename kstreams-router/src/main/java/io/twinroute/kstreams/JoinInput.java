package io.twinroute.kstreams;

import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;

/** What the accept processors tell the join, directly or through the exchange topic. */
sealed interface JoinInput {

  /** A record that takes part in the join. */
  record Accepted(SourceRecord record) implements JoinInput {}

  /**
   * How far a source partition is; all its accepted records up to here went before.
   *
   * @param lastOffset the last source offset judged
   * @param frontier the partition's frontier {@code F}
   */
  record Progress(Side side, int partition, long lastOffset, long frontier) implements JoinInput {}
}
