package io.twinroute.cli.sample;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest committed records of a topic: some 200 of all partitions together, and fewer where
 * they are large or come slowly. Reads without a group and leaves nothing behind.
 */
final class NewestRecords {

  /** Over all partitions; each is asked for at least one, up to this many partitions. */
  static final int MOST = 200;

  private static final int MOST_BYTES = 32 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int FURTHER_BACK = 16;

  /** A larger batch is still returned. */
  private static final Map<String, String> SMALL_FETCHES =
      Map.of(
          ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
          String.valueOf(64 << 10),
          ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
          String.valueOf(1 << 20));

  private final Cluster cluster;
  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();
  private int found;
  private int bytes;

  /**
   * @param consumer of committed records; its assignment changes
   */
  NewestRecords(Cluster cluster, String topic, Consumer<byte[], byte[]> consumer) {
    this.cluster = cluster;
    this.topic = topic;
    this.consumer = consumer;
  }

  /** The same cluster, with settings for a consumer that fetches little at a time. */
  static Cluster inSmallFetches(Cluster cluster) {
    Map<String, String> properties = new HashMap<>(cluster.properties());
    properties.putAll(SMALL_FETCHES);
    return cluster.withProperties(properties);
  }

  /**
   * Adds them to a sample, those of a partition in order. Must be called only once.
   *
   * @param partitions how many the topic has
   * @throws RouteFailedException if the cluster refuses, or holds records and gives none in time
   */
  void addTo(InputSample sample, int partitions) {
    try {
      List<TopicPartition> all =
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
      Map<TopicPartition, Long> firsts = consumer.beginningOffsets(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<Range> filled =
          all.stream()
              .map(tp -> new Range(tp, firsts.getOrDefault(tp, 0L), ends.getOrDefault(tp, 0L)))
              .filter(range -> range.end() > range.first())
              .limit(MOST)
              .toList();
      if (!filled.isEmpty()) {
        readFrom(filled, sample);
      }
    } catch (KafkaException e) {
      throw ClusterClients.refused(cluster, "read topic '" + topic + "'", e);
    }
  }

  private record Range(TopicPartition partition, long first, long end) {}

  /**
   * Markers and aborted records have offsets, too: where there is nothing else, it reads from
   * further back.
   */
  private void readFrom(List<Range> filled, InputSample sample) {
    long each = Math.max(1, MOST / filled.size());
    long longest = filled.stream().mapToLong(range -> range.end() - range.first()).max().orElse(0);
    for (long back = each; found == 0; back *= FURTHER_BACK) {
      read(filled, back, sample);
      if (found == 0 && isOver()) {
        throw new RouteFailedException(
            "Topic '%s' on cluster %s holds records and gave none within %d s."
                .formatted(topic, cluster, PATIENCE.toSeconds()));
      }
      if (back >= longest) {
        return;
      }
    }
  }

  private void read(List<Range> filled, long back, InputSample sample) {
    Map<TopicPartition, Long> open = new HashMap<>();
    filled.forEach(range -> open.put(range.partition(), range.end()));
    consumer.assign(open.keySet());
    consumer.resume(open.keySet()); // partitions that an earlier attempt has paused
    filled.forEach(
        range -> consumer.seek(range.partition(), Math.max(range.first(), range.end() - back)));
    while (!open.isEmpty() && !isOver()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        long end = open.getOrDefault(new TopicPartition(topic, record.partition()), 0L);
        if (record.offset() < end && found < MOST) {
          found++;
          bytes += Math.max(0, record.serializedKeySize());
          bytes += Math.max(0, record.serializedValueSize());
          sample.add(record);
        }
      }
      List<TopicPartition> done =
          open.keySet().stream()
              .filter(tp -> consumer.position(tp) >= open.getOrDefault(tp, 0L))
              .toList();
      open.keySet().removeAll(done);
      consumer.pause(done);
    }
  }

  private boolean isOver() {
    return found >= MOST || bytes > MOST_BYTES || System.nanoTime() > deadline;
  }
}
