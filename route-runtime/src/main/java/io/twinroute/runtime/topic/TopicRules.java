package io.twinroute.runtime.topic;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.runtime.topic.SourceLimits.Ahead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Which settings of a topic could remove, change or refuse a record. What refuses or changes one is
 * fatal: the route could neither write it nor leave it out. What removes a written one concerns its
 * owner and its readers, so it is a warning, unless the record would be removed before anybody can
 * read it.
 */
final class TopicRules {

  private final WantedTopic topic;
  private final TopicSettings settings;
  private final List<Flaw> flaws = new ArrayList<>();

  private TopicRules(WantedTopic topic, TopicSettings settings) {
    this.topic = topic;
    this.settings = settings;
  }

  /** What is wrong with a topic that is so set up, or would be. */
  static List<Flaw> flaws(WantedTopic topic, TopicSettings settings, SourceLimits sources) {
    TopicRules rules = new TopicRules(topic, settings);
    rules.replicas();
    if (topic.use().holdsRecords()) {
      rules.cleanup();
      rules.retention();
      rules.timestamps(sources);
      rules.sizes();
      rules.segments();
      rules.elections();
    }
    return rules.flaws;
  }

  private void cleanup() {
    String policy = TopicConfig.CLEANUP_POLICY_CONFIG;
    boolean compacted = settings.cleansUpBy(TopicConfig.CLEANUP_POLICY_COMPACT);
    if (compacted && topic.cleanup() == Cleanup.DELETE) {
      fatal(
          policy,
          switch (topic.use()) {
            case RESULTS ->
                "brokers would remove all results of a key but the last. Set it to delete, or allow"
                    + " it with output: { cleanup: compact }.";
            case COPIES -> "copies could go before they are read. Set it to delete.";
            default ->
                "brokers would refuse records without a key, and remove all of a key but the last."
                    + " Set it to delete.";
          });
    } else if (!compacted && topic.cleanup() == Cleanup.COMPACT) {
      warn(
          policy,
          "results stay although the route says cleanup: compact. Set it to compact, or"
              + " remove that setting.");
    }
  }

  private void retention() {
    if (!settings.cleansUpBy(TopicConfig.CLEANUP_POLICY_DELETE)) {
      return;
    }
    boolean copies = topic.use() == TopicUse.COPIES;
    String unread = "copies may go before they are read, which ends the route. Set it to -1.";
    settings
        .number(TopicConfig.RETENTION_MS_CONFIG)
        .filter(millis -> millis >= 0)
        .ifPresent(
            millis ->
                warn(
                    TopicConfig.RETENTION_MS_CONFIG,
                    copies
                        ? unread
                        : "records go %s after their event time, and old ones at once. Set it to -1."
                            .formatted(Duration.ofMillis(millis))));
    settings
        .number(TopicConfig.RETENTION_BYTES_CONFIG)
        .filter(bytes -> bytes >= 0)
        .ifPresent(
            bytes ->
                warn(
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    copies
                        ? unread
                        : "the oldest records of a partition go when more is written. Set it to -1"
                            + " unless all readers have them by then."));
  }

  private void timestamps(SourceLimits sources) {
    if (settings.replacesTimestamps()) {
      if (topic.use() != TopicUse.COPIES) { // a copy has its time in a header
        fatal(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "it would replace the records' event time. Set it to CreateTime.");
      }
      return;
    }
    String before = TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG;
    if (settings.limit(before) < TopicSettings.NO_LIMIT) {
      fatal(
          settings.limiting(before),
          "brokers would refuse records that are older, and the route would stop at the first. Set"
              + " it to %d.".formatted(TopicSettings.NO_LIMIT));
    }
    String after = TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
    long limit = settings.limit(after);
    if (limit < TopicSettings.NO_LIMIT) {
      sources
          .furthestAhead(topic.sources())
          .filter(source -> source.millis() > limit)
          .ifPresent(source -> narrower(settings.limiting(after), source));
    }
  }

  private void narrower(String setting, Ahead source) {
    fatal(
        setting,
        "source %s takes records up to %d ms ahead of the clock, brokers would refuse these, and the route would stop at the first. Set it to at least that."
            .formatted(source.source().address(), source.millis()));
  }

  private void replicas() {
    String setting = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
    Optional<Long> least = settings.number(setting);
    if (settings.replicas() > 0 && least.isPresent() && least.get() > settings.replicas()) {
      fatal(
          setting,
          "no write is ever complete with %1$d replica(s). Set it to %1$d or less, or give the topic more replicas."
              .formatted(settings.replicas()));
    }
  }

  /** Only for copies: the check of a route's record limit covers the topics that it writes. */
  private void sizes() {
    String setting = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
    if (topic.use() == TopicUse.COPIES) {
      settings
          .number(setting)
          .filter(bytes -> bytes < topic.largestBatch())
          .ifPresent(
              bytes ->
                  warn(
                      setting,
                      "a larger record of the source would end the mirror. Set it to %d, or to as much as the target allows."
                          .formatted(topic.largestBatch())));
    }
  }

  private void segments() {
    Optional<Long> segment = settings.number(TopicConfig.SEGMENT_BYTES_CONFIG);
    Optional<Long> batch = settings.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (segment.isPresent() && batch.isPresent() && segment.get() < batch.get()) {
      warn(
          TopicConfig.SEGMENT_BYTES_CONFIG,
          "brokers refuse what is larger than a segment, although %s=%d. Set it to at least that."
              .formatted(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, batch.get()));
    }
  }

  private void elections() {
    String setting = TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;
    if (settings.find(setting).filter(Boolean::parseBoolean).isPresent()) {
      warn(
          setting,
          "a replica that lacks records may become the leader, and they are lost then. Set it to"
              + " false.");
    }
  }

  private void fatal(String setting, String why) {
    flaws.add(flaw(true, setting, why));
  }

  private void warn(String setting, String why) {
    flaws.add(flaw(false, setting, why));
  }

  private Flaw flaw(boolean isFatal, String setting, String why) {
    return new Flaw(
        topic, isFatal, "has %s=%s: %s".formatted(setting, settings.find(setting).orElse(""), why));
  }
}
