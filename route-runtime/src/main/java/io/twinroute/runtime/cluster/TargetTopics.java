package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Unanswered.Existing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Creates topics on the target cluster. Every setting that could remove or refuse a record is set,
 * whatever the brokers' default. Records carry the sources' own timestamps, which may be years old,
 * so nothing here is deleted by time, nor by size.
 */
public final class TargetTopics {

  /** Kafka's own default; a batch that is larger than a segment is refused. */
  private static final int SEGMENT = 1024 * 1024 * 1024;

  private final Cluster target;
  private final Admin admin;

  public TargetTopics(Cluster target, Admin admin) {
    this.target = target;
    this.admin = admin;
  }

  /**
   * A topic of records that keep their event time.
   *
   * @param replication absent: the brokers' default
   * @param cleanup whether brokers may remove a record for a newer one of its key
   * @param largestBatch what it takes, in bytes, as it is compressed
   */
  public static NewTopic eventTime(
      String topic,
      int partitions,
      Optional<Integer> replication,
      Cleanup cleanup,
      int largestBatch) {
    return new NewTopic(topic, Optional.of(partitions), replication.map(Integer::shortValue))
        .configs(
            Map.ofEntries(
                Map.entry(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.id()),
                Map.entry(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                Map.entry(TopicConfig.RETENTION_BYTES_CONFIG, "-1"),
                Map.entry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"),
                // What a source took may not be refused here.
                Map.entry(
                    TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                    String.valueOf(Long.MAX_VALUE)),
                Map.entry(
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    String.valueOf(Long.MAX_VALUE)),
                Map.entry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(largestBatch)),
                Map.entry(
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    String.valueOf(Math.max(SEGMENT, largestBatch))),
                Map.entry(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false")));
  }

  /** A compacted topic of one partition. */
  public static NewTopic compacted(String topic) {
    return new NewTopic(topic, Optional.of(1), Optional.empty())
        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }

  /** Creates a topic; one that exists is left as it is. */
  public void create(NewTopic topic) {
    if (new TopicCheck(target, admin).find(topic.name()).isPresent()) {
      return; // so that a user who may not create topics can have them created beforehand
    }
    try {
      ClusterClients.answer(
          target, "create topic '" + topic.name() + "'", admin.createTopics(List.of(topic)).all());
    } catch (RouteFailedException e) {
      if (!(e.failure() instanceof Existing)) {
        throw e;
      }
    }
  }
}
