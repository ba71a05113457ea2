package io.twinroute.runtime.cluster;

import io.twinroute.runtime.RouteFailedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.CreateTopicsResult.TopicMetadataAndConfig;
import org.apache.kafka.clients.admin.DeleteTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** Kafka's mock, with the ends of what a {@link FakeCluster} holds. */
final class FakeAdmin extends MockAdminClient {

  private final FakeCluster cluster;

  FakeAdmin(FakeCluster cluster) {
    super(List.of(FakeCluster.BROKER), FakeCluster.BROKER);
    this.cluster = cluster;
  }

  @Override
  public synchronized DescribeTopicsResult describeTopics(
      TopicCollection topics, DescribeTopicsOptions options) {
    cluster.asked("describeTopics");
    return super.describeTopics(topics, options);
  }

  @Override
  public synchronized DescribeConfigsResult describeConfigs(
      Collection<ConfigResource> resources, DescribeConfigsOptions options) {
    cluster.asked("describeConfigs");
    return super.describeConfigs(resources, options);
  }

  /** The mock would create what it is only asked about. */
  @Override
  public synchronized CreateTopicsResult createTopics(
      Collection<NewTopic> topics, CreateTopicsOptions options) {
    cluster.asked(options.shouldValidateOnly() ? "validateTopics" : "createTopics");
    if (!options.shouldValidateOnly()) {
      return create(topics, options);
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

  private CreateTopicsResult create(Collection<NewTopic> topics, CreateTopicsOptions options) {
    Map<String, KafkaFuture<TopicMetadataAndConfig>> answers = new HashMap<>();
    for (NewTopic topic : topics) {
      answers.put(
          topic.name(),
          cluster.creates(topic.name())
              ? super.createTopics(List.of(topic), options)
                  .topicId(topic.name())
                  .thenApply(id -> new TopicMetadataAndConfig(id, 1, 1, new Config(List.of())))
              : failed(new PolicyViolationException("no topic '" + topic.name() + "' here")));
    }
    return new Created(answers);
  }

  /** The mock's own has no constructor for others. */
  private static final class Created extends CreateTopicsResult {
    Created(Map<String, KafkaFuture<TopicMetadataAndConfig>> answers) {
      super(answers);
    }
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
    cluster.asked("listOffsets");
    boolean committed = options.isolationLevel() == IsolationLevel.READ_COMMITTED;
    Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
    for (TopicPartition partition : question.keySet()) {
      updateBeginningOffsets(Map.of(partition, cluster.first(partition)));
      updateEndOffsets(
          Map.of(partition, committed ? cluster.committedEnd(partition) : cluster.end(partition)));
      answers.put(
          partition,
          cluster
              .whyUnanswered(partition)
              .map(FakeAdmin::<ListOffsetsResultInfo>failed)
              .orElseGet(() -> known(partition, question.get(partition), options)));
    }
    return new ListOffsetsResult(answers);
  }

  private KafkaFuture<ListOffsetsResultInfo> known(
      TopicPartition partition, OffsetSpec spec, ListOffsetsOptions options) {
    KafkaFuture<ListOffsetsResultInfo> answer =
        super.listOffsets(Map.of(partition, spec), options).partitionResult(partition);
    KafkaFuture<Void> late = cluster.answerOf(partition.topic());
    return late == null ? answer : late.thenApply(nothing -> now(answer));
  }

  private static <T> T now(KafkaFuture<T> answer) {
    return answer.toCompletionStage().toCompletableFuture().join();
  }

  private static <T> KafkaFuture<T> failed(RuntimeException why) {
    KafkaFutureImpl<T> failed = new KafkaFutureImpl<>();
    failed.completeExceptionally(why);
    return failed;
  }

  /** The cluster does not say who writes. */
  @Override
  public DescribeProducersResult describeProducers(
      Collection<TopicPartition> partitions, DescribeProducersOptions options) {
    throw new RouteFailedException("producers are not known");
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
