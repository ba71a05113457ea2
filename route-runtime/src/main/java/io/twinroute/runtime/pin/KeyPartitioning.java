package io.twinroute.runtime.pin;

import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Kafka's own partitioner (murmur2 of the key), and whether a topic's records follow it. */
public final class KeyPartitioning {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SAMPLE_TIME = Duration.ofSeconds(2);
  private static final int SAMPLE_SIZE = 2_000;

  private KeyPartitioning() {}

  /** The partition that Kafka's default partitioner gives a key. */
  public static int partition(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  /**
   * Whether the first records that a topic holds are where Kafka's partitioner puts their keys.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the topic cannot be read
   */
  public static boolean isByKey(Clusters clusters, SourceTopic source, int partitions) {
    try (Consumer<byte[], byte[]> consumer = clusters.consumer(source.cluster())) {
      return !isForeign(
          source, consumer, new SourceEnds(source, consumer).firstOffsets(partitions));
    }
  }

  /**
   * Whether any of a topic's first records is not in the partition of its key's hash. A sample
   * only: an engine that relies on them checks every record.
   */
  public static boolean isForeign(
      SourceTopic source, Consumer<byte[], byte[]> consumer, List<Long> starts) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int p = 0; p < starts.size(); p++) {
      partitions.add(new TopicPartition(source.topic(), p));
    }
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      partitions.removeIf(tp -> ends.getOrDefault(tp, 0L) <= starts.get(tp.partition()));
      consumer.assign(partitions);
      partitions.forEach(tp -> consumer.seek(tp, starts.get(tp.partition())));
      Instant deadline = Instant.now().plus(SAMPLE_TIME);
      int seen = 0;
      while (!partitions.isEmpty() && seen < SAMPLE_SIZE && Instant.now().isBefore(deadline)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          byte[] key = record.key();
          if (key != null && partition(key, starts.size()) != record.partition()) {
            return true;
          }
          seen++;
        }
        partitions.removeIf(tp -> consumer.position(tp) >= ends.getOrDefault(tp, 0L));
        consumer.pause(done(consumer, partitions));
      }
      return false;
    } catch (KafkaException e) {
      throw ClusterClients.refused(source.cluster(), "read topic '" + source.topic() + "'", e);
    }
  }

  private static List<TopicPartition> done(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> open) {
    return consumer.assignment().stream().filter(tp -> !open.contains(tp)).toList();
  }
}
