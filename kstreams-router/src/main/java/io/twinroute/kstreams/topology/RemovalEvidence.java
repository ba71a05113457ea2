package io.twinroute.kstreams.topology;

import io.twinroute.runtime.RouteFailedException;

/** Evidence of source records that were removed before they were copied or read. */
@FunctionalInterface
public interface RemovalEvidence {

  /** Nothing is ever removed. */
  RemovalEvidence NONE = (input, partition, from, to, inDoubt) -> {};

  /**
   * A record came that is not the next one of its partition by its offset. May be called from any
   * thread.
   *
   * @param from the offset after the last record's
   * @param to the offset of the record that came
   * @param inDoubt whether copies may be missing before that record's own
   * @throws RouteFailedException if records in between were removed unread
   */
  void passed(int input, int partition, long from, long to, boolean inDoubt);
}
