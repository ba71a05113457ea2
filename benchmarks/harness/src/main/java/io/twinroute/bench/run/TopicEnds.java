package io.twinroute.bench.run;

import io.twinroute.config.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How long topics are. Not thread-safe. */
final class TopicEnds implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Asking for a topic's partitions costs the broker more than asking for their ends. */
  private final Map<String, List<TopicPartition>> known = new HashMap<>();

  TopicEnds(Cluster cluster) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "allow.auto.create.topics",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Up to where readers of committed records come in the shortest of them, markers counted; 0 if
   * one is not there yet.
   */
  long shortest(List<String> topics) {
    if (!known.keySet().containsAll(topics) && !find(topics)) {
      return 0;
    }
    // In one request: for topics in turn, the consumer would forget where the others are.
    Map<TopicPartition, Long> ends =
        consumer.endOffsets(topics.stream().flatMap(topic -> partitions(topic).stream()).toList());
    return topics.stream()
        .mapToLong(
            topic -> partitions(topic).stream().mapToLong(p -> ends.getOrDefault(p, 0L)).sum())
        .min()
        .orElseThrow();
  }

  private List<TopicPartition> partitions(String topic) {
    return known.getOrDefault(topic, List.of());
  }

  private boolean find(List<String> topics) {
    Map<String, List<PartitionInfo>> all = consumer.listTopics();
    for (String topic : topics) {
      List<PartitionInfo> found = all.get(topic);
      if (found != null) {
        known.put(
            topic, found.stream().map(p -> new TopicPartition(topic, p.partition())).toList());
      }
    }
    return known.keySet().containsAll(topics);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
