package io.twinroute.runtime.supervise;

import java.util.Optional;

/** One route on one engine. */
public interface RouteRunner {

  /** Says how the run goes; may be called from any thread. */
  @FunctionalInterface
  interface StatusListener {
    void status(RouteState state, String reason);
  }

  /**
   * Runs the route until it reaches its pinned ends or is asked to stop, and leaves everything
   * committed and closed. It is called again after a failure, on the same thread.
   *
   * @return {@link RouteState#FINISHED} or {@link RouteState#STOPPED}
   * @throws io.twinroute.runtime.RouteFailedException if the route failed
   * @throws InterruptedException if the thread was interrupted
   */
  RouteState run(StatusListener listener) throws InterruptedException;

  /** Asks {@link #run} to end soon and gracefully; returns at once. */
  void requestStop();

  /**
   * As {@link #requestStop}, for a route that cannot continue: uncommitted results need not be
   * committed.
   */
  default void abandon() {
    requestStop();
  }

  /** How far this run is, as known now. */
  RouteCounts counts();

  /** What else is known of this run now. */
  default EngineFacts facts() {
    return EngineFacts.NONE;
  }

  /** The copies that the route reads; empty if it reads its sources itself. */
  default Optional<ReadCopies> copies() {
    return Optional.empty();
  }
}
