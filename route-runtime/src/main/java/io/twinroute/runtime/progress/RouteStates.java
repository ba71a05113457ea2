package io.twinroute.runtime.progress;

import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many routes are in which state.
 *
 * @param counts of the states that occur, in their order
 */
public record RouteStates(Map<RouteState, Integer> counts) {

  /** Up to so many routes fit a line, and each is described. Of more, their sums are. */
  public static final int FEW = 8;

  /** Of these routes, as they are now. */
  public static RouteStates of(List<SupervisedRoute> routes) {
    Map<RouteState, Integer> counts = new EnumMap<>(RouteState.class);
    routes.forEach(route -> counts.merge(route.status().state(), 1, Integer::sum));
    return new RouteStates(counts);
  }

  /** For example {@code 97 running, 3 restarting}. */
  String text() {
    return counts.entrySet().stream()
        .map(state -> state.getValue() + " " + state.getKey().text())
        .collect(Collectors.joining(", "));
  }
}
