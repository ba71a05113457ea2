package io.twinroute.runtime.topic;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.cluster.TargetTopics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * A topic that a router needs on a target.
 *
 * @param sources whose records go there
 * @param partitions with how many the router creates it if it is not there; null: it does not
 * @param replication null: the brokers' default
 * @param cleanup what the route lets brokers remove
 * @param largestBatch what the topic takes if the router creates it, in bytes; 0 where that is left
 *     to the brokers
 */
public record WantedTopic(
    Cluster cluster,
    String name,
    TopicUse use,
    List<SourceTopic> sources,
    @Nullable Integer partitions,
    @Nullable Integer replication,
    Cleanup cleanup,
    int largestBatch) {

  public WantedTopic {
    sources = List.copyOf(sources);
  }

  /** How it is created; empty if the router does not do so. */
  public Optional<NewTopic> creation() {
    if (use == TopicUse.PINS) {
      return Optional.of(TargetTopics.compacted(name));
    }
    return Optional.ofNullable(partitions)
        .map(
            count ->
                TargetTopics.eventTime(
                    name, count, Optional.ofNullable(replication), cleanup, largestBatch));
  }

  /** How a message about it begins. */
  String subject() {
    return "%s '%s' on cluster '%s' at %s"
        .formatted(use.title(), name, cluster.alias(), cluster.bootstrapServers());
  }
}
