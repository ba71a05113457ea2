package io.twinroute.config.engine;

import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something for which an engine cannot run a route, although the route is right.
 *
 * @param key the setting that it is about, below the route's own, such as {@code left.topic}
 * @param reason what it is, a semicolon and the remedy
 */
public record Obstacle(String key, String reason) {

  /** What keeps an engine from running a route, one line each: the full key and the reason. */
  public static List<String> of(Engine engine, RoutePlan route) {
    return Engines.section(engine).obstacles(route).stream()
        .map(
            obstacle ->
                "%s.%s.%s: the engine %s cannot run this route: %s"
                    .formatted(
                        Schema.ROUTES, route.name(), obstacle.key, engine.id(), obstacle.reason))
        .toList();
  }

  /** The same for all routes of a file, and all engines. */
  public static List<String> of(RouteFile file) {
    return file.routes().stream()
        .flatMap(route -> Engines.all().stream().flatMap(engine -> lines(engine, route)))
        .toList();
  }

  private static Stream<String> lines(Engine engine, RoutePlan route) {
    return of(engine, route).stream();
  }
}
