package io.twinroute.cli.doctor;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Settings;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.engine.Findings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** Looks at the topics that a route writes. */
final class OutputExamination {

  private final RoutePlan route;
  private final Admin admin;
  private final Findings findings;
  private final TopicCheck check;

  OutputExamination(RoutePlan route, Admin admin, Findings findings) {
    this.route = route;
    this.admin = admin;
    this.findings = findings;
    this.check = new TopicCheck(route.output().cluster(), admin);
  }

  /**
   * @param engines those that are to write
   */
  void examine(List<Engine> engines) {
    Output output = route.output();
    Set<Integer> partitions = new LinkedHashSet<>();
    for (Engine engine : engines) {
      results(output.topic(engine)).ifPresent(partitions::add);
      output.rejectedTopics(engine).forEach(this::rejected);
    }
    for (Engine other : Engines.all()) {
      if (!engines.contains(other)) {
        findings
            .askInVain(subject(output.topic(other)), () -> check.find(output.topic(other)))
            .flatMap(found -> found)
            .ifPresent(found -> partitions.add(found.partitions().size()));
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
  private Optional<Integer> results(String topic) {
    String subject = subject(topic);
    Optional<Optional<TopicDescription>> asked = findings.ask(subject, () -> check.find(topic));
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    if (asked.get().isPresent()) {
      TopicDescription found = asked.get().get();
      existing(found);
      return Optional.of(found.partitions().size());
    }
    Integer wanted = route.output().partitions();
    if (wanted == null) {
      findings.fail(
          subject,
          "does not exist. Create it, or let the routers create it with output: { partitions: N"
              + " }.");
      return Optional.empty();
    }
    findings.ok(subject, "will be created with %d partition(s)".formatted(wanted));
    return Optional.of(wanted);
  }

  private void rejected(String topic) {
    findings
        .ask(subject(topic), () -> check.find(topic))
        .flatMap(found -> found)
        .ifPresent(this::existing);
  }

  private void existing(TopicDescription topic) {
    String subject = subject(topic.name());
    findings
        .ask(
            subject,
            () -> {
              check.mustTakeRecords(topic);
              return topic.partitions().size();
            })
        .ifPresent(
            partitions -> {
              findings.ok(subject, partitions + " partition(s), may be written");
              retention(topic.name());
            });
  }

  /** Results carry the sources' timestamps, so age counts from there. */
  private void retention(String topic) {
    String subject = subject(topic);
    findings
        .askInVain(subject, () -> setting(topic, TopicConfig.RETENTION_MS_CONFIG))
        .flatMap(value -> value)
        .map(Long::parseLong)
        .filter(millis -> millis >= 0)
        .ifPresent(
            millis ->
                findings.warn(
                    subject,
                    "removes records after %s, counted from their event time: results of old records vanish at once. Set %s=-1, or %s."
                        .formatted(
                            Duration.ofMillis(millis),
                            TopicConfig.RETENTION_MS_CONFIG,
                            TopicConfig.RETENTION_BYTES_CONFIG)));
  }

  private Optional<String> setting(String topic, String key) {
    return Settings.find(cluster(), admin, topic, key);
  }

  private String subject(String topic) {
    return "route %s, output %s/%s".formatted(route.name(), cluster().alias(), topic);
  }

  private Cluster cluster() {
    return route.output().cluster();
  }
}
