package io.twinroute.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks which topics routes read and write, for either engine: no two writers, no loops. */
final class TopicChecks {

  private final List<ResolvedRoute> routes;
  private final RouteCycles cycles;
  private final Problems problems;

  TopicChecks(List<ResolvedRoute> routes, Problems problems) {
    this.routes = routes;
    this.cycles = new RouteCycles(routes);
    this.problems = problems;
  }

  void check() {
    checkDuplicateOutputs();
    checkMirrorsOverwritten();
    checkOwnInputs();
    checkCycles();
  }

  private void checkDuplicateOutputs() {
    Map<TopicAddress, ResolvedRoute> writers = new HashMap<>();
    for (ResolvedRoute route : routes) {
      route
          .outputAddresses()
          .forEach(
              address -> {
                ResolvedRoute other = writers.putIfAbsent(address, route);
                if (other != null) {
                  problems.add(
                      route.outputTopicPath(),
                      "'"
                          + address.topic()
                          + "' is already the output of route '"
                          + other.name()
                          + "'; each route needs a topic of its own");
                }
              });
    }
  }

  /** Kafka Streams finds {@code alias.topic} on the target: nothing else may be written there. */
  private void checkMirrorsOverwritten() {
    Map<TopicAddress, SourceSide> mirrors = new HashMap<>();
    for (ResolvedRoute route : routes) {
      Output output = route.output();
      if (output != null) {
        route.inputs().forEach(side -> mirrors.putIfAbsent(mirror(side, output.cluster()), side));
      }
    }
    for (ResolvedRoute route : routes) {
      route
          .outputAddresses()
          .filter(mirrors::containsKey)
          .forEach(
              address ->
                  problems.add(
                      route.outputTopicPath(),
                      "'"
                          + address.topic()
                          + "' is where a source topic is mirrored to; name another topic"));
    }
  }

  private static TopicAddress mirror(SourceSide side, Cluster target) {
    return TopicAddress.of(target, TopicNames.mirrored(side.cluster().alias(), side.topic()));
  }

  private void checkOwnInputs() {
    for (ResolvedRoute route : routes) {
      if (cycles.readsItself(route.name())) {
        problems.add(
            route.outputTopicPath(),
            "is an input of the same route; a route cannot read what it writes");
      }
    }
  }

  private void checkCycles() {
    Set<String> reported = new HashSet<>();
    for (ResolvedRoute route : routes) {
      List<String> cycle =
          reported.contains(route.name()) ? List.of() : cycles.through(route.name());
      if (!cycle.isEmpty()) {
        reported.addAll(cycle);
        problems.add(
            route.outputTopicPath(),
            "routes feed each other in a cycle: "
                + String.join(" -> ", cycle)
                + " -> "
                + route.name());
      }
    }
  }
}
