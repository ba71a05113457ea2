package io.twinroute.runtime.cluster;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Kafka's mock, with the ends of what a {@link FakeCluster} holds. */
final class FakeAdmin extends MockAdminClient {

  private final FakeCluster cluster;

  FakeAdmin(FakeCluster cluster) {
    super(List.of(FakeCluster.BROKER), FakeCluster.BROKER);
    this.cluster = cluster;
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
