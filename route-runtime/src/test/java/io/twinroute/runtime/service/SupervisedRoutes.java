package io.twinroute.runtime.service;

import static org.awaitility.Awaitility.await;

import io.twinroute.config.plan.RestartSettings;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.ScriptedRunner;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Routes for tests that run, or have failed. */
public final class SupervisedRoutes implements AutoCloseable {

  private final List<SupervisedRoute> routes = new ArrayList<>();

  public List<SupervisedRoute> all() {
    return routes;
  }

  public SupervisedRoutes running(String... names) {
    for (String name : names) {
      add(name, ScriptedRunner.untilStopped(), RouteState.RUNNING);
    }
    return this;
  }

  public SupervisedRoutes failed(String name, String reason) {
    add(
        name,
        ScriptedRunner.failing(new RouteFailedException(new Unresumable(reason))),
        RouteState.FAILED);
    return this;
  }

  private void add(String name, ScriptedRunner.Attempt attempt, RouteState until) {
    SupervisedRoute route =
        new SupervisedRoute(
            Routes.endless(Routes.plan(name, name + "-{engine}", 1), 1),
            new ScriptedRunner(attempt),
            new RestartSettings(Duration.ofHours(1), Duration.ofHours(1), 3));
    routes.add(route);
    route.start();
    await().until(() -> route.status().state() == until);
  }

  @Override
  public void close() {
    routes.forEach(SupervisedRoute::requestStop);
  }
}
