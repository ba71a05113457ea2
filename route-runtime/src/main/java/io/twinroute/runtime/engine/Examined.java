package io.twinroute.runtime.engine;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The subject of the doctor's checks.
 *
 * @param file the settings for all routes @param routes the routes to check @param findings
 *     receives the findings
 */
public record Examined(RouteFile file, List<RoutePlan> routes, Findings findings) {

  public Examined {
    routes = List.copyOf(routes);
  }

  /** Each cluster that the routes read or write. */
  public Set<Cluster> clusters() {
    Set<Cluster> used = new LinkedHashSet<>();
    routes.forEach(route -> used.addAll(route.clusters()));
    return used;
  }

  /** The routes that write to a cluster. */
  public List<RoutePlan> routesTo(Cluster target) {
    return routes.stream().filter(route -> route.output().cluster().equals(target)).toList();
  }
}
