package io.twinroute.config.check;

import io.twinroute.config.check.NameUse.Role;
import io.twinroute.config.file.Problems;
import io.twinroute.config.plan.TopicNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds topics that one cluster cannot hold side by side, since their names differ in {@code .} and
 * {@code _} only, and topics of routes under a name that routers give to their own.
 */
final class NameCollisions {

  private final Problems problems;

  /** By their unified addresses. */
  private final Map<TopicAddress, List<NameUse>> uses = new HashMap<>();

  /** Names that hold what is known only later. */
  private final List<NameUse> templates = new ArrayList<>();

  /** By the keys of both: engines make several topics of one key. */
  private final Set<List<String>> reported = new HashSet<>();

  NameCollisions(Problems problems) {
    this.problems = problems;
  }

  void check(List<ResolvedRoute> routes) {
    NameUses.of(routes).forEach(this::check);
  }

  private void check(NameUse use) {
    if (use.topic().contains(TopicNames.INCARNATION)) {
      templates.add(use);
      return;
    }
    List<NameUse> others = uses.computeIfAbsent(use.address().unified(), a -> new ArrayList<>());
    others.forEach(
        other -> use.conflictWith(other).ifPresent(conflict -> report(use, other, conflict)));
    if (use.role() == Role.CREATED) {
      templates.stream()
          .filter(template -> template.address().servers().equals(use.address().servers()))
          .filter(template -> TopicNames.isTakenBy(template.topic(), use.topic()))
          .findFirst()
          .ifPresent(
              template ->
                  report(
                      use,
                      template,
                      use.subject() + " may be " + template.what() + "; " + use.wayOut()));
    }
    others.add(use);
  }

  private void report(NameUse use, NameUse other, String conflict) {
    if (reported.add(List.of(use.path(), other.path()))) {
      problems.add(use.path(), conflict);
    }
  }
}
