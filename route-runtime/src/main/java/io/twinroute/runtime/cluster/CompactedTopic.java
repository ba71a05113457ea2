package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A topic of one partition that holds the newest value of each key; keys are UTF-8. */
public final class CompactedTopic {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Clusters clusters;
  private final Cluster cluster;
  private final String topic;
  private final Duration patience;

  /**
   * @param patience how long a read may take
   */
  public CompactedTopic(Clusters clusters, Cluster cluster, String topic, Duration patience) {
    this.clusters = clusters;
    this.cluster = cluster;
    this.topic = topic;
    this.patience = patience;
  }

  /**
   * The newest value of each key that has one, as committed; the topic must exist.
   *
   * @param least is read up to, and up to where committed records end
   * @throws RouteFailedException if the end is not reached in time
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or refuses
   */
  public Map<String, byte[]> values(long least) {
    TopicPartition partition = new TopicPartition(topic, 0);
    Map<String, byte[]> values = new LinkedHashMap<>();
    try (Consumer<byte[], byte[]> consumer = clusters.consumer(cluster)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end =
          Math.max(least, consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L));
      Instant deadline = Instant.now().plus(patience);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          keep(record, values);
        }
        if (Instant.now().isAfter(deadline)) {
          throw new RouteFailedException(
              "Topic '%s' on cluster %s could not be read to its end.".formatted(topic, cluster));
        }
      }
    }
    return values;
  }

  private static void keep(ConsumerRecord<byte[], byte[]> record, Map<String, byte[]> values) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      values.remove(key);
    } else {
      values.put(key, record.value());
    }
  }
}
