package io.twinroute.parity;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic's committed records, from its beginning to the end that it had when it was opened. Needs
 * no consumer group and writes nothing.
 */
public final class TopicReader implements RecordSource {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Cluster cluster;
  private final String topic;
  private final Map<TopicPartition, OffsetRange> ranges;

  private TopicReader(Cluster cluster, String topic, Map<TopicPartition, OffsetRange> ranges) {
    this.cluster = cluster;
    this.topic = topic;
    this.ranges = ranges;
  }

  /**
   * Pins the topic's ends.
   *
   * @throws ParityException within 20 seconds if the cluster does not answer, the topic does not
   *     exist or may not be read
   */
  public static TopicReader open(Cluster cluster, String topic) {
    return new TopicReader(cluster, topic, TopicEnds.pin(cluster, topic));
  }

  /**
   * Pins the ends of all topics that a route reads.
   *
   * @throws ParityException as {@link #open(Cluster, String)}
   */
  public static Map<SourceTopic, TopicReader> openSources(RoutePlan route) {
    Map<SourceTopic, TopicReader> readers = new LinkedHashMap<>();
    route.sources().forEach(each -> readers.put(each, open(each.cluster(), each.topic())));
    return readers;
  }

  /**
   * As {@link #open(Cluster, String)}, for a topic that need not exist.
   *
   * @return empty if it does not
   */
  public static Optional<TopicReader> find(Cluster cluster, String topic) {
    try {
      return Optional.of(open(cluster, topic));
    } catch (MissingTopicException e) {
      return Optional.empty();
    }
  }

  /** How many partitions the topic has. */
  public int partitions() {
    return ranges.size();
  }

  /** By partition, the offset before which records are read. */
  public Map<Integer, Long> ends() {
    return ranges.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().partition(), e -> e.getValue().end()));
  }

  @Override
  public void forEach(Consumer<TopicRecord> action) {
    Set<TopicPartition> open = new HashSet<>();
    ranges.forEach(
        (partition, range) -> {
          if (!range.isEmpty()) {
            open.add(partition);
          }
        });
    if (open.isEmpty()) {
      return;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = ClientSettings.newConsumer(cluster)) {
      consumer.assign(open);
      open.forEach(partition -> consumer.seek(partition, range(partition).start()));
      readTo(consumer, open, action);
    } catch (KafkaException e) {
      throw TopicErrors.explain(cluster, topic, e);
    }
  }

  private void readTo(
      KafkaConsumer<byte[], byte[]> consumer,
      Set<TopicPartition> open,
      Consumer<TopicRecord> action) {
    long lastProgress = System.nanoTime();
    while (!open.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() < range(new TopicPartition(topic, record.partition())).end()) {
          action.accept(TopicRecord.of(record));
        }
      }
      // By position, not by count: transaction markers and aborted records occupy offsets too.
      List<TopicPartition> finished =
          open.stream().filter(p -> consumer.position(p) >= range(p).end()).toList();
      if (!finished.isEmpty()) {
        open.removeAll(finished);
        consumer.pause(finished);
      }
      if (!records.isEmpty() || !finished.isEmpty()) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        throw TopicErrors.stalled(cluster, topic, PATIENCE);
      }
    }
  }

  private OffsetRange range(TopicPartition partition) {
    OffsetRange range = ranges.get(partition);
    if (range == null) {
      throw new IllegalStateException("never assigned: " + partition);
    }
    return range;
  }
}
