package io.twinroute.config.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a route file says, validated.
 *
 * @param clusters by alias, in the file's order
 * @param routes in the file's order; at least one
 * @param engines the engines' settings, each of a type of its own; see {@link #settings}
 * @param warnings what should be changed although the file is valid, one line each: the full key
 *     and what to do; in the file's order
 */
public record RouteFile(
    Map<String, Cluster> clusters,
    List<RoutePlan> routes,
    List<Record> engines,
    RestartSettings restart,
    List<String> warnings) {

  public RouteFile {
    engines = List.copyOf(engines);
  }

  /** The same file as if it had no route yet. */
  public RouteFile withoutRoutes() {
    return new RouteFile(clusters, List.of(), engines, restart, warnings);
  }

  /** The same file with these routes in the place of its own of their names, or after them. */
  public RouteFile withRoutes(Collection<RoutePlan> others) {
    Map<String, RoutePlan> byName = new LinkedHashMap<>();
    routes.forEach(route -> byName.put(route.name(), route));
    others.forEach(route -> byName.put(route.name(), route));
    return new RouteFile(clusters, List.copyOf(byName.values()), engines, restart, warnings);
  }

  /** The routes that routers run, in the file's order; possibly none. */
  public List<RoutePlan> enabledRoutes() {
    return routes.stream().filter(RoutePlan::enabled).toList();
  }

  /** The {@linkplain #enabledRoutes() enabled} routes that write to a cluster. */
  public List<RoutePlan> routesTo(Cluster target) {
    return enabledRoutes().stream()
        .filter(route -> route.output().cluster().alias().equals(target.alias()))
        .toList();
  }

  /**
   * An engine's settings.
   *
   * @param type as the engine's section declares it
   * @throws IllegalStateException if no section of the file has this type
   */
  public <S extends Record> S settings(Class<S> type) {
    return engines.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no engine's section declares " + type.getName()));
  }
}
