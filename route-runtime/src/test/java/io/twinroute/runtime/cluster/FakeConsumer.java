package io.twinroute.runtime.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Kafka's mock, fed with the committed records that a {@link FakeCluster} holds. */
final class FakeConsumer extends MockConsumer<byte[], byte[]> {

  private final FakeCluster cluster;

  FakeConsumer(FakeCluster cluster) {
    super("none");
    this.cluster = cluster;
  }

  @Override
  public synchronized void assign(Collection<TopicPartition> partitions) {
    super.assign(partitions);
    learn(partitions);
  }

  @Override
  public synchronized Map<String, List<PartitionInfo>> listTopics() {
    cluster.mustAnswer();
    return cluster.partitions();
  }

  @Override
  public synchronized Map<TopicPartition, Long> beginningOffsets(
      Collection<TopicPartition> partitions) {
    cluster.mustAnswer();
    cluster.mustBeReadable(partitions);
    learn(partitions);
    return super.beginningOffsets(partitions);
  }

  @Override
  public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    cluster.mustAnswer();
    learn(partitions);
    return super.endOffsets(partitions);
  }

  /** As a real one's, the position passes what is not seen. */
  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    cluster.mustAnswer();
    cluster.polled();
    Set<TopicPartition> read = new HashSet<>(assignment());
    read.removeAll(paused());
    learn(read);
    for (TopicPartition partition : read) {
      long end = endOffsets(Set.of(partition)).get(partition);
      cluster.committed(partition, position(partition), end).forEach(this::addRecord);
    }
    ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
    for (TopicPartition partition : read) {
      long end = super.endOffsets(Set.of(partition)).get(partition);
      if (position(partition) < end) {
        seek(partition, end);
      }
    }
    return records;
  }

  private void learn(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      updateBeginningOffsets(Map.of(partition, cluster.first(partition)));
      updateEndOffsets(Map.of(partition, cluster.committedEnd(partition)));
    }
  }
}
