package io.twinroute.runtime.service;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.plan.Diagram;
import io.twinroute.runtime.prepare.EngineCheck;
import io.twinroute.runtime.supervise.RouteRunner;
import java.util.List;

/** What a router adds to the common service: its engine. */
public interface EngineAdapter extends AutoCloseable {

  /** Which engine it is. */
  Engine engine();

  /** What the engine would run, for people. */
  String describe(RoutePlan route, RouteFile file);

  /** Draws what the engine would run. */
  void draw(RoutePlan route, RouteFile file, Diagram diagram);

  /**
   * Whatever the engine can know of the file's routes before it starts any of them. It is called
   * before anything is written for any route. What it has seen of one route it need not look at
   * again for another.
   */
  EngineCheck check(RouteFile file);

  /**
   * Starts what the routes share, such as copies of their sources, before any of them runs. A stop
   * of the process interrupts it. If it fails, it may be called again, and finds what it has
   * started before.
   *
   * <p>A reload calls it for the routes that it adds or changes, while the others run, and those
   * that it changes run as they were. It then starts what is missing, and touches nothing that
   * other routes need.
   *
   * @return a runner for each of the routes, in their order; none of them runs yet
   * @throws io.twinroute.runtime.RouteFailedException if it cannot
   * @throws InterruptedException if the thread was interrupted
   */
  List<RouteRunner> start(List<PinnedRoute> routes, RouteFile file) throws InterruptedException;

  /**
   * Ends what {@link #start} has started and no enabled route of the file needs any more: those
   * that did run no more. Returns at once; what cannot be ended stays, and is logged.
   */
  default void release(RouteFile file) {}

  /** Ends what {@link #start} has started. */
  @Override
  default void close() {}
}
