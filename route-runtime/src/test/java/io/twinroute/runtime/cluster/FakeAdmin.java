package io.twinroute.runtime.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DeleteTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;

/** Kafka's mock, with the ends of what a {@link FakeCluster} holds. */
final class FakeAdmin extends MockAdminClient {

  private final FakeCluster cluster;

  FakeAdmin(FakeCluster cluster) {
    super(List.of(FakeCluster.BROKER), FakeCluster.BROKER);
    this.cluster = cluster;
  }

  /** The mock would create what it is only asked about. */
  @Override
  public synchronized CreateTopicsResult createTopics(
      Collection<NewTopic> topics, CreateTopicsOptions options) {
    if (!options.shouldValidateOnly()) {
      return super.createTopics(topics, options);
    }
    Set<String> before = cluster.topics();
    CreateTopicsResult answer =
        super.createTopics(topics.stream().map(this::withDefaults).toList(), options);
    super.deleteTopics(
        TopicCollection.ofTopicNames(
            topics.stream().map(NewTopic::name).filter(name -> !before.contains(name)).toList()),
        new DeleteTopicsOptions());
    return answer;
  }

  /** With what holds where a topic does not say. */
  private NewTopic withDefaults(NewTopic topic) {
    Map<String, String> settings = new HashMap<>(cluster.defaults());
    settings.putAll(topic.configs() == null ? Map.of() : topic.configs());
    return new NewTopic(
            topic.name(),
            Optional.of(topic.numPartitions()),
            Optional.of(topic.replicationFactor()))
        .configs(settings);
  }

  @Override
  public synchronized ListOffsetsResult listOffsets(
      Map<TopicPartition, OffsetSpec> question, ListOffsetsOptions options) {
    boolean committed = options.isolationLevel() == IsolationLevel.READ_COMMITTED;
    for (TopicPartition partition : question.keySet()) {
      updateEndOffsets(
          Map.of(partition, committed ? cluster.committedEnd(partition) : cluster.end(partition)));
    }
    return super.listOffsets(question, options);
  }

  /** The mock takes no question about all partitions but one about none. */
  @Override
  public synchronized ListConsumerGroupOffsetsResult listConsumerGroupOffsets(
      Map<String, ListConsumerGroupOffsetsSpec> groups, ListConsumerGroupOffsetsOptions options) {
    groups.values().stream()
        .filter(group -> group.topicPartitions() == null)
        .forEach(group -> group.topicPartitions(List.of()));
    return super.listConsumerGroupOffsets(groups, options);
  }
}
