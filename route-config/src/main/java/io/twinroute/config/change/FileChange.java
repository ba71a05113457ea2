package io.twinroute.config.change;

import io.twinroute.config.file.Problem;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a new version of a route file asks of the router that runs the older one. Only {@linkplain
 * RoutePlan#enabled() enabled} routes count as being there.
 *
 * @param added routes to start, in the new file's order
 * @param changed running routes to start again as they are here, in the new file's order
 * @param removed running routes to stop, in the older file's order
 * @param refused what a running router cannot take over: the full key and the remedy; empty if it
 *     can take over the file
 */
public record FileChange(
    List<RoutePlan> added,
    List<RoutePlan> changed,
    List<RoutePlan> removed,
    List<Problem> refused) {

  public FileChange {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
    refused = List.copyOf(refused);
  }

  /**
   * Compares two versions of a file.
   *
   * @param engine which the router runs; other engines' settings may change
   * @param known every cluster that the router has known so far, by alias
   */
  public static FileChange between(
      RouteFile before, RouteFile after, Engine engine, Map<String, Cluster> known) {
    Map<String, RoutePlan> running = byName(before);
    Map<String, RoutePlan> wanted = byName(after);
    List<RoutePlan> added = new ArrayList<>();
    List<RoutePlan> changed = new ArrayList<>();
    List<Problem> refused = new ArrayList<>(SettingChanges.of(before, after, engine));
    List<Problem> clusters = ClusterChanges.of(known, after.clusters());
    refused.addAll(clusters);
    for (RoutePlan route : after.enabledRoutes()) {
      RoutePlan now = running.get(route.name());
      if (now == null) {
        added.add(route);
      } else if (!now.equals(route)) {
        changed.add(route);
        if (clusters.isEmpty()) { // or each of their routes would be a further line
          refused.addAll(RouteChanges.of(now, route));
        }
      }
    }
    List<RoutePlan> removed =
        before.enabledRoutes().stream().filter(route -> !wanted.containsKey(route.name())).toList();
    refused.addAll(RouteChanges.renamed(removed, added, engine));
    return new FileChange(added, changed, removed, refused);
  }

  private static Map<String, RoutePlan> byName(RouteFile file) {
    return file.enabledRoutes().stream()
        .collect(Collectors.toMap(RoutePlan::name, Function.identity()));
  }

  /**
   * The same change, which also starts these routes again although the file has them as they run.
   */
  public FileChange restarting(Collection<RoutePlan> again) {
    List<RoutePlan> all = new ArrayList<>(changed);
    again.stream().filter(route -> !changed.contains(route)).forEach(all::add);
    return new FileChange(added, all, removed, refused);
  }

  /** Whether no route is to be started or stopped. */
  public boolean isNone() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
