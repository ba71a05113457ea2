package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The end of a topic as a reader of committed records sees it. The last record is looked for, not
 * computed: transaction markers and aborted records occupy offsets, so {@code end - 1} may never
 * arrive at a reader. Not thread-safe.
 */
public final class TopicTail {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long FIRST_LOOK_BACK = 16;

  private final Cluster cluster;
  private final String topic;
  private final Consumer<byte[], byte[]> consumer;

  /**
   * @param consumer of committed records, without a group; its assignment changes
   */
  public TopicTail(Cluster cluster, String topic, Consumer<byte[], byte[]> consumer) {
    this.cluster = cluster;
    this.topic = topic;
    this.consumer = consumer;
  }

  /**
   * A partition's last record; null if it holds none.
   *
   * @throws RouteFailedException if the cluster gives no answer
   */
  public @Nullable ConsumerRecord<byte[], byte[]> last(int partition) {
    return last(partition, 0, end(partition));
  }

  /**
   * Where a partition's committed records end.
   *
   * @throws RouteFailedException if the cluster gives no answer
   */
  public long end(int partition) {
    TopicPartition asked = new TopicPartition(topic, partition);
    return ask(() -> consumer.endOffsets(List.of(asked))).getOrDefault(asked, 0L);
  }

  /**
   * A partition's last record between two offsets; null if there is none.
   *
   * @param from records before it do not count
   * @param to records from there on do not count; no more than where the committed records end
   * @throws RouteFailedException if the cluster gives no answer
   */
  public @Nullable ConsumerRecord<byte[], byte[]> last(int partition, long from, long to) {
    long start = Math.max(from, first(partition));
    long position = to;
    ConsumerRecord<byte[], byte[]> found = null;
    for (long lookBack = FIRST_LOOK_BACK; found == null && position > start; lookBack *= 8) {
      position = Math.max(start, to - lookBack);
      found = lastBetween(new TopicPartition(topic, partition), position, to);
    }
    return found;
  }

  /**
   * The first offset that a partition still holds.
   *
   * @throws RouteFailedException if the cluster gives no answer
   */
  public long first(int partition) {
    TopicPartition asked = new TopicPartition(topic, partition);
    return ask(() -> consumer.beginningOffsets(List.of(asked))).getOrDefault(asked, 0L);
  }

  private @Nullable ConsumerRecord<byte[], byte[]> lastBetween(
      TopicPartition partition, long from, long to) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    Instant deadline = Instant.now().plus(PATIENCE);
    ConsumerRecord<byte[], byte[]> last = null;
    while (ask(() -> consumer.position(partition)) < to) {
      for (ConsumerRecord<byte[], byte[]> record : ask(() -> consumer.poll(POLL))) {
        if (record.offset() < to) {
          last = record;
        }
      }
      if (Instant.now().isAfter(deadline)) {
        throw new RouteFailedException(
            "Topic '%s' partition %d on cluster %s gave no records up to its end offset %d within %d s."
                .formatted(topic, partition.partition(), cluster, to, PATIENCE.toSeconds()));
      }
    }
    return last;
  }

  public <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw ClusterClients.refused(cluster, "read topic '" + topic + "'", e);
    }
  }
}
