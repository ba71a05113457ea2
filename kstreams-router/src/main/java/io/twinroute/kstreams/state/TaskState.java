package io.twinroute.kstreams.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.state.LogicState;

/** The state of a logic in one Streams task. The passing of time is processed in bounded steps. */
public interface TaskState {

  /** The state that the logic sees; not before the task has been initialized. */
  LogicState state();

  /** Must be called after each record: moves what exceeds the heap's share off the heap. */
  void limit();

  /**
   * Gives the results that are fixed at {@code watermark}.
   *
   * @return whether those were all
   */
  boolean settle(long watermark, RouteLogic.Collector results);

  /**
   * Gives all results that wait, as if nothing more could come. It always writes something, since
   * Streams commits no transaction that holds nothing.
   *
   * @return whether those were all
   */
  boolean flush(RouteLogic.Collector results);

  /** The size of the recent records on the heap. */
  default long recentBytes() {
    return 0;
  }

  /** Removes some of the records that nothing can match any more. */
  void expire(long watermark);
}
