package io.twinroute.config.check;

import io.twinroute.config.check.ResolvedRoute.Written;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.file.Problems;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.SourceTopic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks which topics routes read and write, for either engine: no two writers, no loops, no names
 * that a cluster takes for one.
 */
final class TopicChecks {

  private final List<ResolvedRoute> routes;
  private final Problems problems;

  TopicChecks(List<ResolvedRoute> routes, Problems problems) {
    this.routes = routes;
    this.problems = problems;
  }

  void check() {
    new WriterChecks(problems).check(routes);
    new NameCollisions(problems).check(routes);
    checkRemoteTopicsOverwritten();
    checkOwnInputs();
    checkCycles();
  }

  /** Some engine finds copies of its sources on the target: nothing else may be written there. */
  private void checkRemoteTopicsOverwritten() {
    Set<TopicAddress> mirrors = new HashSet<>();
    for (ResolvedRoute route : routes) {
      Output output = route.output();
      if (output != null) {
        route
            .inputs()
            .flatMap(side -> side.topics().stream())
            .flatMap(source -> remote(source, output.cluster()))
            .forEach(mirrors::add);
      }
    }
    for (ResolvedRoute route : routes) {
      written(route, mirrors::contains)
          .forEach(
              written ->
                  problems.add(
                      written.topic().path(),
                      written.subject()
                          + " is where a source topic is mirrored to; "
                          + written.topic().wayOut()));
    }
  }

  private static Stream<TopicAddress> remote(SourceTopic source, Cluster target) {
    return Engines.sections().stream()
        .flatMap(section -> section.remoteTopics(source).stream())
        .map(topic -> TopicAddress.of(target, topic));
  }

  private void checkOwnInputs() {
    for (ResolvedRoute route : routes) {
      writtenAndRead(route, route)
          .forEach(
              written ->
                  problems.add(
                      written.topic().path(),
                      written.subject()
                          + " is an input of the same route; a route cannot read what it writes"));
    }
  }

  private void checkCycles() {
    RouteCycles cycles = new RouteCycles(routes);
    Map<String, ResolvedRoute> byName = new HashMap<>();
    routes.forEach(route -> byName.put(route.name(), route));
    Set<String> reported = new HashSet<>();
    for (ResolvedRoute route : routes) {
      List<String> cycle =
          reported.contains(route.name()) ? List.of() : cycles.through(route.name());
      ResolvedRoute next = cycle.isEmpty() ? null : byName.get(cycle.get(1));
      if (next != null) {
        reported.addAll(cycle);
        writtenAndRead(route, next)
            .map(written -> written.topic().path())
            .findFirst()
            .ifPresent(
                path ->
                    problems.add(
                        path,
                        "routes feed each other in a cycle: "
                            + String.join(" -> ", cycle)
                            + " -> "
                            + route.name()));
      }
    }
  }

  private static Stream<Written> writtenAndRead(ResolvedRoute writer, ResolvedRoute reader) {
    Set<TopicAddress> inputs = reader.inputAddresses().collect(Collectors.toUnmodifiableSet());
    return written(writer, inputs::contains);
  }

  private static Stream<Written> written(ResolvedRoute route, Predicate<TopicAddress> isWrong) {
    return route.writtenTopics().filter(written -> isWrong.test(written.address()));
  }
}
