package io.twinroute.runtime.service;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.semantics.record.SizeLimit;
import java.util.List;
import java.util.Optional;

/** What a router adds to the common service: its engine. */
public interface EngineAdapter extends AutoCloseable {

  /** Which engine it is. */
  Engine engine();

  /** What the engine would run, for people. */
  String describe(RoutePlan route, RouteFile file);

  /**
   * Looks whether a route could run, and writes nothing on any cluster. Called before anything is
   * written for any route: whatever the engine can know before it starts, it finds here. Several
   * threads may ask about several routes at once.
   *
   * @param earlier what the route's first start has pinned; empty if it was never started
   * @param limit how large the route's records may be
   * @throws io.twinroute.runtime.RouteFailedException if it could not
   */
  default void check(
      RoutePlan route, Optional<RoutePins> earlier, SizeLimit limit, RouteFile file) {}

  /**
   * Starts what the routes share, such as copies of their sources, before any of them runs. A stop
   * of the process interrupts it. If it fails, it may be called again, and finds what it has
   * started before.
   *
   * @return a runner for each of the routes, in their order; none of them runs yet
   * @throws io.twinroute.runtime.RouteFailedException if it cannot
   * @throws InterruptedException if the thread was interrupted
   */
  List<RouteRunner> start(List<PinnedRoute> routes, RouteFile file) throws InterruptedException;

  /** Ends what {@link #start} has started. */
  @Override
  default void close() {}
}
