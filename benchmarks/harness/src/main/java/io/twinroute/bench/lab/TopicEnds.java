package io.twinroute.bench.lab;

import io.twinroute.config.plan.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The sizes of topics. Not thread-safe. */
public final class TopicEnds implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Asking for a topic's partitions costs the broker more than asking for their ends. */
  private final Map<String, List<TopicPartition>> known = new HashMap<>();

  private TopicEnds(Cluster cluster, String isolation) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "isolation.level",
                isolation,
                "allow.auto.create.topics",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** The ends for readers of committed records. */
  public static TopicEnds committed(Cluster cluster) {
    return new TopicEnds(cluster, "read_committed");
  }

  /** The ends of everything written. */
  public static TopicEnds written(Cluster cluster) {
    return new TopicEnds(cluster, "read_uncommitted");
  }

  /** In each of the topics, markers of transactions counted; 0 in one that is not there yet. */
  public Map<String, Long> of(Set<String> topics) {
    if (!known.keySet().containsAll(topics)) {
      find(topics);
    }
    // In one request: for topics in turn, the consumer would forget where the others are.
    Map<TopicPartition, Long> ends =
        consumer.endOffsets(topics.stream().flatMap(topic -> partitions(topic).stream()).toList());
    return topics.stream()
        .collect(
            Collectors.toMap(
                topic -> topic,
                topic ->
                    partitions(topic).stream().mapToLong(p -> ends.getOrDefault(p, 0L)).sum()));
  }

  /** The sum of all of these, see {@link #of}. */
  public long total(Set<String> topics) {
    return of(topics).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether all of these are there. */
  public boolean exist(String... topics) {
    return consumer.listTopics().keySet().containsAll(List.of(topics));
  }

  private List<TopicPartition> partitions(String topic) {
    return known.getOrDefault(topic, List.of());
  }

  private void find(Set<String> topics) {
    Map<String, List<PartitionInfo>> all = consumer.listTopics();
    for (String topic : topics) {
      List<PartitionInfo> found = all.get(topic);
      if (found != null) {
        known.put(
            topic, found.stream().map(p -> new TopicPartition(topic, p.partition())).toList());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
