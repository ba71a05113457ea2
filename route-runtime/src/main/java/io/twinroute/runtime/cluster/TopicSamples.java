package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Some records of each partition of a topic, read from all partitions at once, as a reader of
 * committed records sees them. Where the topic begins and ends is found out once. Not thread-safe.
 */
public final class TopicSamples {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SAMPLE = 16;
  private static final int GROWTH = 8;

  private final Cluster cluster;
  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<Integer, Long> firsts;
  private final Map<Integer, Long> ends;

  /**
   * @param consumer of committed records, without a group; its assignment changes
   * @throws RouteFailedException if the cluster gives no answer
   */
  public TopicSamples(Cluster cluster, String topic, Consumer<byte[], byte[]> consumer) {
    this.cluster = cluster;
    this.topic = topic;
    this.consumer = consumer;
    int count = ask(consumer::listTopics).getOrDefault(topic, List.of()).size();
    List<TopicPartition> all = IntStream.range(0, count).mapToObj(this::partition).toList();
    this.firsts = byPartition(ask(() -> consumer.beginningOffsets(all)));
    this.ends = byPartition(ask(() -> consumer.endOffsets(all)));
  }

  /** A stretch of a partition, from its first offset up to the one before its last. */
  private record Stretch(long from, long to) {}

  /** How many partitions the topic has; 0 if it is not there. */
  public int partitions() {
    return ends.size();
  }

  /** Where a partition's committed records end; 0 if there is no such partition. */
  public long end(int partition) {
    return ends.getOrDefault(partition, 0L);
  }

  /** Whether the first records of a partition are gone. */
  public boolean isTrimmed() {
    return firsts.values().stream().anyMatch(first -> first > 0);
  }

  /**
   * The oldest records of each partition that holds any, by offset; not many.
   *
   * @throws RouteFailedException if the cluster gives no answer
   */
  public Map<Integer, List<ConsumerRecord<byte[], byte[]>>> oldest() {
    Map<Integer, Stretch> stretches = new HashMap<>();
    firsts.forEach((p, first) -> stretches.put(p, new Stretch(first, first + SAMPLE)));
    return grown(stretches, false);
  }

  /** The newest records in the same way. */
  public Map<Integer, List<ConsumerRecord<byte[], byte[]>>> newest() {
    Map<Integer, Stretch> stretches = new HashMap<>();
    ends.forEach((p, end) -> stretches.put(p, new Stretch(end - SAMPLE, end)));
    return grown(stretches, true);
  }

  /** Markers and aborted records occupy offsets: where nothing else is, more is read. */
  private Map<Integer, List<ConsumerRecord<byte[], byte[]>>> grown(
      Map<Integer, Stretch> stretches, boolean newest) {
    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> found = new TreeMap<>();
    Map<Integer, Stretch> left = new HashMap<>(stretches);
    for (long length = SAMPLE; !left.isEmpty(); length *= GROWTH) {
      Map<Integer, Stretch> asked = left;
      read(asked, newest).forEach((p, records) -> found.put(p, List.copyOf(records)));
      left = new HashMap<>();
      for (Map.Entry<Integer, Stretch> one : asked.entrySet()) {
        int partition = one.getKey();
        Stretch read = one.getValue();
        boolean more = newest ? read.from > first(partition) : read.to < end(partition);
        if (!found.containsKey(partition) && more) {
          left.put(
              partition,
              newest
                  ? new Stretch(read.from - length * GROWTH, read.from)
                  : new Stretch(read.to, read.to + length * GROWTH));
        }
      }
    }
    return found;
  }

  /**
   * The records at these offsets, by partition; without those that the topic does not hold.
   *
   * @throws RouteFailedException if the cluster gives no answer
   */
  public Map<Integer, ConsumerRecord<byte[], byte[]>> at(Map<Integer, Long> offsets) {
    Map<Integer, Stretch> stretches = new HashMap<>();
    offsets.forEach((p, offset) -> stretches.put(p, new Stretch(offset, offset + 1)));
    Map<Integer, ConsumerRecord<byte[], byte[]>> found = new TreeMap<>();
    read(stretches, false).forEach((p, records) -> found.put(p, records.getFirst()));
    return found;
  }

  /** Some records of each stretch that holds any: the last ones, or else the first. */
  private Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> read(
      Map<Integer, Stretch> stretches, boolean newest) {
    Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> found = new HashMap<>();
    Map<TopicPartition, Stretch> left = new HashMap<>();
    stretches.forEach(
        (p, stretch) -> {
          long from = Math.max(stretch.from, first(p));
          long to = Math.min(stretch.to, end(p));
          if (from < to) {
            left.put(partition(p), new Stretch(from, to));
          }
        });
    consumer.assign(left.keySet());
    left.forEach((partition, stretch) -> consumer.seek(partition, stretch.from));
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!left.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : ask(() -> consumer.poll(POLL))) {
        Stretch stretch = left.get(new TopicPartition(topic, record.partition()));
        if (stretch != null && record.offset() < stretch.to) {
          keep(record, found.computeIfAbsent(record.partition(), p -> new ArrayDeque<>()), newest);
        }
      }
      dropRead(left);
      mustBeInTime(deadline, left.keySet());
    }
    return found;
  }

  private static void keep(
      ConsumerRecord<byte[], byte[]> record,
      Deque<ConsumerRecord<byte[], byte[]>> kept,
      boolean newest) {
    if (kept.size() < SAMPLE) {
      kept.add(record);
    } else if (newest) {
      kept.removeFirst();
      kept.add(record);
    }
  }

  private void dropRead(Map<TopicPartition, Stretch> left) {
    List<TopicPartition> read = new ArrayList<>();
    left.forEach(
        (partition, stretch) -> {
          if (ask(() -> consumer.position(partition)) >= stretch.to) {
            read.add(partition);
          }
        });
    if (!read.isEmpty()) {
      read.forEach(left::remove);
      consumer.assign(left.keySet()); // the others stay where they are
    }
  }

  private void mustBeInTime(Instant deadline, Set<TopicPartition> left) {
    if (!left.isEmpty() && Instant.now().isAfter(deadline)) {
      throw new RouteFailedException(
          "Partitions %s on cluster %s gave no records up to where they end within %d s."
              .formatted(left, cluster, PATIENCE.toSeconds()));
    }
  }

  private long first(int partition) {
    return firsts.getOrDefault(partition, 0L);
  }

  private TopicPartition partition(int partition) {
    return new TopicPartition(topic, partition);
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(e -> e.getKey().partition(), Map.Entry::getValue));
  }

  private <T> T ask(Supplier<T> question) {
    return ClusterClients.read(cluster, topic, question);
  }
}
