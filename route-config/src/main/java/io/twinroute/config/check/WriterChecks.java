package io.twinroute.config.check;

import io.twinroute.config.check.ResolvedRoute.Written;
import io.twinroute.config.file.Problems;
import io.twinroute.config.read.WrittenTopic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that each topic is written by one route, and for one use. */
final class WriterChecks {

  private final Problems problems;
  private final Map<TopicAddress, Use> uses = new HashMap<>();
  private final Set<List<WrittenTopic>> reported = new HashSet<>();

  WriterChecks(Problems problems) {
    this.problems = problems;
  }

  private record Use(String route, WrittenTopic topic) {}

  /** Reports the later of two uses, in the order of {@code routes}. */
  void check(List<ResolvedRoute> routes) {
    for (ResolvedRoute route : routes) {
      route.writtenTopics().forEach(written -> check(route.name(), written));
    }
  }

  private void check(String route, Written written) {
    Use other = uses.putIfAbsent(written.address(), new Use(route, written.topic()));
    if (other != null
        && !followFromOutputs(written.topic(), other.topic())
        && reported.add(List.of(written.topic(), other.topic()))) {
      boolean same = other.route().equals(route);
      problems.add(
          written.topic().path(),
          written.subject()
              + " is already the "
              + other.topic().use().title()
              + (same ? " of this route; " : " of route '" + other.route() + "'; ")
              + (same || written.topic().isDefault()
                  ? written.topic().wayOut()
                  : "each route needs a topic of its own"));
    }
  }

  /** Default names are equal only where the outputs' names are, which is reported by itself. */
  private static boolean followFromOutputs(WrittenTopic one, WrittenTopic other) {
    return one.isDefault() && other.isDefault();
  }
}
