package io.twinroute.runtime.cluster;

import static io.twinroute.runtime.cluster.ClusterClients.ANSWER_TIMEOUT;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private final Duration patience;

  /**
   * @param consumer of committed records, without a group; its assignment changes
   */
  public TopicTail(Cluster cluster, String topic, Consumer<byte[], byte[]> consumer) {
    this(cluster, topic, consumer, PATIENCE);
  }

  /**
   * @param consumer of committed records, without a group; its assignment changes
   * @param patience how long a partition may take to give its last records
   */
  public TopicTail(
      Cluster cluster, String topic, Consumer<byte[], byte[]> consumer, Duration patience) {
    this.patience = patience;
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
    return last(Map.of(partition, new Range(from, to))).get(partition);
  }

  /**
   * Where a record counts.
   *
   * @param from the first offset
   * @param to the offset behind the last; no more than where the committed records end
   */
  public record Range(long from, long to) {

    private boolean isEmpty() {
      return from >= to;
    }

    private Range last(long offsets) {
      return new Range(Math.max(from, to - offsets), to);
    }
  }

  /**
   * The last record of each of some partitions; nothing for those that have none. All are asked for
   * at once: one after the other, each would wait for the fetch of the one before.
   *
   * @throws RouteFailedException if the cluster gives no answer
   */
  public Map<Integer, ConsumerRecord<byte[], byte[]>> last(Map<Integer, Range> ranges) {
    Map<TopicPartition, Range> open = held(ranges);
    Map<Integer, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    for (long lookBack = FIRST_LOOK_BACK; !open.isEmpty(); lookBack *= 8) {
      Map<TopicPartition, Range> near = new HashMap<>();
      for (Map.Entry<TopicPartition, Range> range : open.entrySet()) {
        near.put(range.getKey(), range.getValue().last(lookBack));
      }
      read(near, found);
      open.entrySet()
          .removeIf(
              range ->
                  found.containsKey(range.getKey().partition())
                      || range.getValue().equals(near.get(range.getKey())));
    }
    return found;
  }

  /** What of the ranges the topic still holds. */
  private Map<TopicPartition, Range> held(Map<Integer, Range> ranges) {
    Map<TopicPartition, Range> asked = new HashMap<>();
    ranges.forEach((partition, range) -> asked.put(new TopicPartition(topic, partition), range));
    Duration wait = patience.compareTo(ANSWER_TIMEOUT) < 0 ? patience : ANSWER_TIMEOUT;
    Map<TopicPartition, Long> firsts = ask(() -> consumer.beginningOffsets(asked.keySet(), wait));
    asked.replaceAll(
        (partition, range) ->
            new Range(Math.max(range.from(), firsts.getOrDefault(partition, 0L)), range.to()));
    asked.values().removeIf(Range::isEmpty);
    return asked;
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

  /** Reads the ranges to their ends. */
  private void read(
      Map<TopicPartition, Range> ranges, Map<Integer, ConsumerRecord<byte[], byte[]>> last) {
    Map<TopicPartition, Range> open = new HashMap<>(ranges);
    consumer.assign(ranges.keySet());
    consumer.resume(ranges.keySet()); // those of an earlier look are still paused
    ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
    Instant deadline = Instant.now().plus(patience);
    while (!open.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : ask(() -> consumer.poll(POLL))) {
        Range range = open.get(new TopicPartition(topic, record.partition()));
        if (range != null && record.offset() < range.to()) {
          last.put(record.partition(), record);
        }
      }
      List<TopicPartition> done =
          open.entrySet().stream()
              .filter(e -> ask(() -> consumer.position(e.getKey())) >= e.getValue().to())
              .map(Map.Entry::getKey)
              .toList();
      if (!done.isEmpty()) {
        open.keySet().removeAll(done);
        consumer.pause(done);
        deadline = Instant.now().plus(patience);
      } else if (Instant.now().isAfter(deadline)) {
        throw silent(open.entrySet().iterator().next());
      }
    }
  }

  private RouteFailedException silent(Map.Entry<TopicPartition, Range> partition) {
    return new RouteFailedException(
        "Topic '%s' partition %d on cluster %s gave no records up to its end offset %d within %d s."
            .formatted(
                topic,
                partition.getKey().partition(),
                cluster,
                partition.getValue().to(),
                patience.toSeconds()));
  }

  /** Where each partition's committed records end. */
  public Map<Integer, Long> ends(int partitions) {
    return byPartition(ask(() -> consumer.endOffsets(all(partitions))));
  }

  /** The first offset that each partition still holds. */
  public Map<Integer, Long> firsts(int partitions) {
    return byPartition(ask(() -> consumer.beginningOffsets(all(partitions))));
  }

  private List<TopicPartition> all(int partitions) {
    return IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byPartition = new HashMap<>();
    offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
    return byPartition;
  }

  public <T> T ask(Supplier<T> question) {
    return ClusterClients.read(cluster, topic, question);
  }
}
