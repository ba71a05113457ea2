package io.twinroute.runtime.progress;

import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Describes the progress of the routes: each of a few, or else their sums and those with a problem.
 *
 * @param ends where their sources end
 */
record ProgressText(List<SupervisedRoute> routes, Lag.Ends ends) {

  /** All that is to be said, in one line. */
  String line() {
    if (routes.size() <= RouteStates.FEW) {
      return routes.stream().map(this::progress).collect(Collectors.joining("   "));
    }
    List<SupervisedRoute> unwell = unwell();
    String more = unwell.size() > RouteStates.FEW ? ", ..." : "";
    return unwell.isEmpty()
        ? sums()
        : sums()
            + unwell.stream()
                .limit(RouteStates.FEW)
                .map(SupervisedRoute::name)
                .collect(Collectors.joining(", ", "; not well: ", more));
  }

  /** The same in several lines where that says more: with why routes are not well. */
  List<String> lines() {
    if (routes.size() <= RouteStates.FEW) {
      return List.of(line());
    }
    List<String> lines = new ArrayList<>();
    lines.add(sums());
    List<SupervisedRoute> unwell = unwell();
    unwell.stream()
        .limit(RouteStates.FEW)
        .forEach(route -> lines.add("  " + progress(route) + ": " + route.status().reason()));
    if (unwell.size() > RouteStates.FEW) {
      lines.add("  and %d more; see /health".formatted(unwell.size() - RouteStates.FEW));
    }
    return lines;
  }

  /** Without routes that start: all do at first. */
  private List<SupervisedRoute> unwell() {
    return routes.stream()
        .filter(route -> !route.status().state().isWell())
        .filter(route -> route.status().state() != RouteState.STARTING)
        .toList();
  }

  private String sums() {
    List<OptionalLong> lags =
        routes.stream().map(route -> ends.of(route.route(), route.counts())).toList();
    long unknown = lags.stream().filter(OptionalLong::isEmpty).count();
    return String.format(
        Locale.ROOT,
        "%d routes: %s; read %,d, results %,d, lag %s",
        routes.size(),
        RouteStates.of(routes).text(),
        routes.stream().mapToLong(route -> route.counts().read()).sum(),
        routes.stream().mapToLong(route -> route.counts().results()).sum(),
        unknown == routes.size()
            ? "unknown"
            : String.format(
                Locale.ROOT,
                "%,d%s",
                lags.stream().flatMapToLong(OptionalLong::stream).sum(),
                unknown == 0 ? "" : " (unknown of " + unknown + ")"));
  }

  private String progress(SupervisedRoute route) {
    RouteCounts counts = route.counts();
    OptionalLong behind = ends.of(route.route(), counts);
    return String.format(
        Locale.ROOT,
        "%s: %s, read %,d, results %,d, lag %s",
        route.name(),
        route.status().state().text(),
        counts.read(),
        counts.results(),
        behind.isPresent() ? String.format(Locale.ROOT, "%,d", behind.getAsLong()) : "unknown");
  }
}
