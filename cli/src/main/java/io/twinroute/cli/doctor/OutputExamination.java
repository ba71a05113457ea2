package io.twinroute.cli.doctor;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.runtime.topic.Flaw;
import io.twinroute.runtime.topic.RouteTopics;
import io.twinroute.runtime.topic.TopicInspection;
import io.twinroute.runtime.topic.TopicUse;
import io.twinroute.runtime.topic.WantedTopic;
import io.twinroute.semantics.record.SizeLimit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the topics that routers need on a route's target: those that it writes, and others. */
final class OutputExamination {

  private final RoutePlan route;
  private final SizeLimit limit;
  private final TopicInspection inspection;
  private final Findings findings;

  /**
   * @param limit how large the route's records may be
   */
  OutputExamination(
      RoutePlan route, SizeLimit limit, TopicInspection inspection, Findings findings) {
    this.route = route;
    this.limit = limit;
    this.inspection = inspection;
    this.findings = findings;
  }

  /**
   * @param engines the engines that will write
   * @param sources the number of partitions of each source whose number is known
   */
  void examine(List<Engine> engines, Map<SourceTopic, Integer> sources) {
    Set<Integer> partitions = new LinkedHashSet<>();
    for (Engine engine : engines) {
      RouteTopics topics = new RouteTopics(route, engine, limit);
      topics.ofRouters().forEach(this::flaws);
      Optional<Integer> ofResults = results(topics.results());
      ofResults.ifPresent(partitions::add);
      topics.rejected(ofResults.orElse(1)).forEach(this::other);
      route
          .sources()
          .forEach(source -> topics.copies(source, sources.get(source)).forEach(this::other));
    }
    for (Engine other : Engines.all()) {
      if (!engines.contains(other)) {
        WantedTopic results = new RouteTopics(route, other).results();
        findings
            .askInVain(subject(results), () -> inspection.partitions(results))
            .flatMap(found -> found)
            .ifPresent(partitions::add);
      }
    }
    if (partitions.size() > 1) {
      findings.fail(
          "route %s, output".formatted(route.name()),
          "the engines' topics have %s partitions: the same record would be in different ones. Make them alike."
              .formatted(partitions));
    }
  }

  /** How many partitions the topic has or will have. */
  private Optional<Integer> results(WantedTopic topic) {
    Optional<Optional<Integer>> asked = partitions(topic);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    if (asked.get().isPresent()) {
      existing(topic, asked.get().get());
      return asked.get();
    }
    Integer wanted = topic.partitions();
    if (wanted == null) {
      findings.fail(
          subject(topic),
          "does not exist. Create it, or let the routers create it with output: { partitions: N"
              + " }.");
    } else if (flaws(topic)) {
      findings.ok(subject(topic), "will be created with %d partition(s)".formatted(wanted));
    }
    return Optional.ofNullable(wanted);
  }

  private void other(WantedTopic topic) {
    partitions(topic)
        .ifPresent(
            found -> found.ifPresentOrElse(count -> existing(topic, count), () -> flaws(topic)));
  }

  private Optional<Optional<Integer>> partitions(WantedTopic topic) {
    return findings.ask(subject(topic), () -> inspection.partitions(topic));
  }

  private void existing(WantedTopic topic, int partitions) {
    if (flaws(topic)) {
      findings.ok(
          subject(topic),
          partitions + " partition(s), may be " + (topic.use().isWritten() ? "written" : "read"));
    }
  }

  /** Whether no flaw prevents the route from running. */
  private boolean flaws(WantedTopic topic) {
    String subject = subject(topic);
    Optional<List<Flaw>> flaws = findings.ask(subject, () -> inspection.flaws(topic));
    flaws.ifPresent(
        found ->
            found.forEach(
                flaw -> {
                  if (flaw.isFatal()) {
                    findings.fail(subject, flaw.text());
                  } else {
                    findings.warn(subject, flaw.text());
                  }
                }));
    return flaws.filter(found -> found.stream().noneMatch(Flaw::isFatal)).isPresent();
  }

  private String subject(WantedTopic topic) {
    return "route %s, %s %s/%s"
        .formatted(route.name(), what(topic.use()), topic.cluster().alias(), topic.name());
  }

  private static String what(TopicUse use) {
    return switch (use) {
      case RESULTS, LATE, DEAD_LETTERS -> "output";
      case COPIES -> "copies";
      case PINS, INTERNAL -> "topic";
    };
  }
}
