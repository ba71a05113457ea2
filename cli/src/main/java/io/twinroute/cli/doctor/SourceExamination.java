package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Settings;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.engine.Findings;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.PassThrough;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** Checks a topic that a route reads. */
final class SourceExamination {

  private static final String LOG_APPEND_TIME = "LogAppendTime";

  /** How long an outage a route should survive. */
  private static final Duration OUTAGE = Duration.ofDays(1);

  private static final Duration SKEW = Duration.ofMinutes(1);

  private final RoutePlan route;
  private final RouteInput input;
  private final SourceTopic source;
  private final Admin admin;
  private final Findings findings;
  private final String subject;

  SourceExamination(
      RoutePlan route, RouteInput input, SourceTopic source, Admin admin, Findings findings) {
    this.route = route;
    this.input = input;
    this.source = source;
    this.admin = admin;
    this.findings = findings;
    this.subject = "route %s, source %s".formatted(route.name(), source.address());
  }

  /** How many partitions the topic has; empty if it cannot be read. */
  Optional<Integer> examine() {
    TopicCheck check = new TopicCheck(source.cluster(), admin);
    Optional<TopicDescription> found =
        findings.ask(subject, () -> check.mustBeReadable(source.topic()));
    found.ifPresent(
        topic -> {
          findings.ok(subject, topic.partitions().size() + " partition(s), may be read");
          retention();
          if (timestampsDecide()) {
            timestamps(topic.partitions().size());
          }
        });
    return found.map(topic -> topic.partitions().size());
  }

  private void retention() {
    Optional<String> policy = setting(TopicConfig.CLEANUP_POLICY_CONFIG);
    if (policy.isEmpty()) {
      return; // not visible to this user
    }
    if (policy.get().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      findings.warn(
          subject,
          "is compacted: an engine that starts later, or was down, misses versions that the other engine has joined. Set %s and %s to more than the longest outage."
              .formatted(
                  TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                  TopicConfig.DELETE_RETENTION_MS_CONFIG));
    }
    setting(TopicConfig.RETENTION_BYTES_CONFIG)
        .map(Long::parseLong)
        .filter(bytes -> bytes >= 0 && policy.get().contains("delete"))
        .ifPresent(
            bytes ->
                findings.warn(
                    subject,
                    "keeps only %d bytes a partition: how long an outage may last depends on what is written meanwhile. Set %s=-1 and %s to what is needed."
                        .formatted(
                            bytes,
                            TopicConfig.RETENTION_BYTES_CONFIG,
                            TopicConfig.RETENTION_MS_CONFIG)));
    long millis = setting(TopicConfig.RETENTION_MS_CONFIG).map(Long::parseLong).orElse(-1L);
    if (!policy.get().contains("delete") || millis < 0) {
      findings.ok(subject, "removes no record for its age");
      return;
    }
    Duration kept = Duration.ofMillis(millis);
    Duration needed = window().plus(lateness()).plus(OUTAGE);
    if (kept.compareTo(needed) < 0) {
      findings.warn(
          subject,
          "keeps records for only %s: after a longer outage of the route or of a cluster, unread records are gone and the route ends. Set %s to at least %d (window, lateness and a day), or keep outages shorter."
              .formatted(kept, TopicConfig.RETENTION_MS_CONFIG, needed.toMillis()));
    } else {
      findings.ok(subject, "keeps records for " + kept);
    }
  }

  /** What can come arbitrarily late needs no earlier record. */
  private Duration lateness() {
    return input.hasLateness() ? input.lateness() : Duration.ZERO;
  }

  private Duration window() {
    return route
        .rule()
        .visit(
            new LogicRule.Visitor<>() {
              @Override
              public Duration windowed(JoinRule.Windowed join) {
                return join.window().before().plus(join.window().after());
              }

              @Override
              public Duration lookup(JoinRule.Lookup join) {
                return Duration.ZERO;
              }

              @Override
              public Duration passThrough(PassThrough rule) {
                return Duration.ZERO;
              }
            });
  }

  /** With a time in the value, the records' own timestamps only bound it. */
  private boolean timestampsDecide() {
    return route.inputs().stream()
        .filter(input -> input.topics().contains(source))
        .map(RouteInput::time)
        .allMatch(time -> time == null || time.maxAhead() != null);
  }

  private void timestamps(int partitions) {
    if (setting(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).orElse("").equals(LOG_APPEND_TIME)) {
      findings.warn(
          subject,
          "%s=%s: a record's time is that of its arrival, not of its event. Set it to CreateTime if the producers know better."
              .formatted(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME));
    }
    findings.askInVain(subject, () -> newest(partitions)).ifPresent(this::notFromTheFuture);
  }

  private long newest(int partitions) {
    Map<TopicPartition, OffsetSpec> question =
        IntStream.range(0, partitions)
            .mapToObj(p -> new TopicPartition(source.topic(), p))
            .collect(Collectors.toMap(tp -> tp, tp -> OffsetSpec.maxTimestamp()));
    return ClusterClients.answer(
            cluster(),
            "report the newest records of topic '" + source.topic() + "'",
            admin.listOffsets(question).all())
        .values()
        .stream()
        .mapToLong(ListOffsetsResultInfo::timestamp)
        .max()
        .orElse(-1);
  }

  private void notFromTheFuture(long newest) {
    Duration ahead = Duration.between(Instant.now(), Instant.ofEpochMilli(newest));
    if (ahead.compareTo(SKEW) > 0) {
      findings.warn(
          subject,
          "its newest record is %s ahead of this machine's clock: records that are on time will be late behind it, and silence-after is measured here. Set the producers' clocks, or this one."
              .formatted(Duration.ofSeconds(ahead.toSeconds())));
    }
  }

  private Optional<String> setting(String key) {
    return findings
        .askInVain(subject, () -> Settings.find(cluster(), admin, source.topic(), key))
        .flatMap(value -> value);
  }

  private Cluster cluster() {
    return source.cluster();
  }
}
