package io.twinroute.kstreams.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.state.LogicState;

/** What a logic keeps in one Streams task. What time does to it goes a bounded step at a time. */
public interface TaskState {

  /** The state that the logic sees; not before the task has been initialized. */
  LogicState state();

  /** To be called after each record: what has become too much for the heap leaves it. */
  void limit();

  /**
   * Gives the results that are fixed at {@code watermark}.
   *
   * @return whether that were all of them
   */
  boolean settle(long watermark, RouteLogic.Collector results);

  /**
   * Gives all results that wait, as if nothing more could come. It always writes something, since
   * Streams commits no transaction that holds nothing.
   *
   * @return whether that were all of them
   */
  boolean flush(RouteLogic.Collector results);

  /** Removes some of what nothing can meet any more. */
  void expire(long watermark);
}
