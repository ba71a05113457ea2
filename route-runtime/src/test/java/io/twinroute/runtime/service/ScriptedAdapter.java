package io.twinroute.runtime.service;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.prepare.EngineCheck;
import io.twinroute.runtime.supervise.RouteRunner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An engine that runs each route as a test says, and remembers what it was asked. */
final class ScriptedAdapter implements EngineAdapter {

  /** By the route's name; what it is started with next. */
  final Map<String, RouteRunner> runners = new ConcurrentHashMap<>();

  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<PinnedRoute> prepared = new CopyOnWriteArrayList<>();
  volatile boolean startsForEver;
  volatile @Nullable RuntimeException startFailure;

  @Override
  public Engine engine() {
    return TestEngines.KSTREAMS;
  }

  @Override
  public void draw(RoutePlan route, RouteFile file, io.twinroute.runtime.plan.Diagram diagram) {}

  @Override
  public String describe(RoutePlan route, RouteFile file) {
    return "";
  }

  @Override
  public EngineCheck check(RouteFile file) {
    return (route, earlier, limit) -> calls.add("check " + route.name());
  }

  @Override
  public List<RouteRunner> start(List<PinnedRoute> routes, RouteFile file)
      throws InterruptedException {
    calls.add("start");
    prepared.addAll(routes);
    RuntimeException failure = startFailure;
    if (failure != null) {
      throw failure;
    }
    if (startsForEver) {
      Thread.sleep(Long.MAX_VALUE);
    }
    return routes.stream().map(route -> runners.get(route.plan().name())).toList();
  }

  @Override
  public void release(RouteFile file) {
    calls.add("release " + file.enabledRoutes().stream().map(RoutePlan::name).toList());
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
