package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Unanswered.Existing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * Creates topics on the target cluster. Every setting that could remove or refuse a record is set,
 * whatever the brokers' default. Records carry the sources' own timestamps, which may be years old,
 * so nothing here is deleted by time, nor by size.
 */
public final class TargetTopics {

  /** Kafka's own default; a batch that is larger than a segment is refused. */
  private static final int SEGMENT = 1024 * 1024 * 1024;

  private final TopicCatalog catalog;

  /**
   * @param catalog what the target had before
   */
  public TargetTopics(TopicCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A topic of records that keep their event time.
   *
   * @param replication absent: the brokers' default
   * @param cleanup whether brokers may remove a record for a newer one of its key
   * @param largestBatch its limit in bytes, after compression
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

  /**
   * Creates a topic; one that exists is left as it is.
   *
   * @throws RouteFailedException if the cluster does not create it
   */
  public void create(NewTopic topic) {
    create(
        List.of(topic),
        failure -> {
          throw failure;
        });
  }

  /**
   * Creates topics, many with one request; those that exist are left as they are.
   *
   * @param failed receives the cluster's error for each topic that it does not create
   */
  public void create(Collection<NewTopic> topics, Consumer<RouteFailedException> failed) {
    List<NewTopic> missing =
        topics.stream() // so that a user who may not create topics can have them created beforehand
            .filter(topic -> catalog.find(topic.name()).isEmpty())
            .toList();
    for (List<NewTopic> some : NewTopics.inRequests(missing)) {
      catalog
          .admin()
          .createTopics(some)
          .values()
          .forEach((topic, answer) -> await(topic, answer, failed));
    }
  }

  private void await(
      String topic, Future<@Nullable Void> answer, Consumer<RouteFailedException> failed) {
    try {
      ClusterClients.answer(catalog.cluster(), "create topic '" + topic + "'", answer);
    } catch (RouteFailedException e) {
      if (!(e.failure() instanceof Existing)) {
        failed.accept(e);
      }
    }
  }
}
