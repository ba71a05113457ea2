package io.twinroute.runtime.cluster;

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
 * Creates topics on the target cluster. Records carry the sources' own timestamps, which may be
 * years old, so nothing here is deleted by time, nor by size whatever the brokers' default: {@code
 * retention.ms=-1} and {@code retention.bytes=-1} unless the topic is compacted.
 */
public final class TargetTopics {

  private final Cluster target;
  private final Admin admin;

  public TargetTopics(Cluster target, Admin admin) {
    this.target = target;
    this.admin = admin;
  }

  /**
   * Creates a topic of records that keep their event time; one that exists is left as it is.
   *
   * @param replication absent: the brokers' default
   * @param largestBatch what it takes, in bytes, as it is compressed
   */
  public void createEventTime(
      String topic, int partitions, Optional<Integer> replication, int largestBatch) {
    create(
        new NewTopic(topic, Optional.of(partitions), replication.map(Integer::shortValue))
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1",
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "CreateTime",
                    // What a source took may not be refused here.
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    String.valueOf(Long.MAX_VALUE),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    String.valueOf(largestBatch))));
  }

  /** Creates a compacted topic of one partition; one that exists is left as it is. */
  public void createCompacted(String topic) {
    create(
        new NewTopic(topic, Optional.of(1), Optional.empty())
            .configs(
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
  }

  private void create(NewTopic topic) {
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
