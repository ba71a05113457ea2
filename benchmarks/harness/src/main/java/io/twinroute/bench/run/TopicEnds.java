package io.twinroute.bench.run;

import io.twinroute.config.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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
   * Up to where readers of committed records come, markers counted; 0 if there is no such topic.
   */
  long records(String topic) {
    return consumer.endOffsets(partitions(topic)).values().stream().mapToLong(end -> end).sum();
  }

  private List<TopicPartition> partitions(String topic) {
    List<TopicPartition> found = known.getOrDefault(topic, List.of());
    if (found.isEmpty()) {
      found =
          consumer.listTopics().getOrDefault(topic, List.of()).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      known.put(topic, found);
    }
    return found;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
