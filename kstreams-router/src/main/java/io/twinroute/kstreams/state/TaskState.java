package io.twinroute.kstreams.state;

import io.twinroute.semantics.logic.RouteJoin;
import io.twinroute.semantics.state.JoinState;

/** A join's records in one Streams task. What time does to them goes a bounded step at a time. */
public interface TaskState extends JoinState {

  /**
   * Gives the results that are fixed at {@code watermark}.
   *
   * @return whether that were all of them
   */
  boolean settle(long watermark, RouteJoin.Collector results);

  /**
   * Gives all results that wait, as if nothing more could come. It always writes something, since
   * Streams commits no transaction that holds nothing.
   *
   * @return whether that were all of them
   */
  boolean flush(RouteJoin.Collector results);

  /** Removes some of what nothing can meet any more. */
  void expire(long watermark);
}
