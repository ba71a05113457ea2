package io.twinroute.runtime.cluster;

import io.twinroute.config.Cluster;
import io.twinroute.config.SourceSide;
import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a source stands now: its first offsets, and for each partition the last data record below
 * the read-committed end. The latter is looked for, not computed: transaction markers and aborted
 * records occupy offsets, so {@code end - 1} may never arrive at a reader.
 */
final class SourceEnds {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long FIRST_LOOK_BACK = 16;

  private final SourceSide source;
  private final KafkaConsumer<byte[], byte[]> consumer;

  SourceEnds(SourceSide source, KafkaConsumer<byte[], byte[]> consumer) {
    this.source = source;
    this.consumer = consumer;
  }

  /** The first offset that each partition still holds. */
  List<Long> firstOffsets(int partitions) {
    return ordered(partitions, asked(() -> consumer.beginningOffsets(all(partitions))));
  }

  /** Where each partition's committed records end. */
  List<Long> committedEnds(int partitions) {
    return ordered(partitions, asked(() -> consumer.endOffsets(all(partitions))));
  }

  /** The offset of each partition's last committed data record at or after its start. */
  List<Long> lastDataOffsets(List<Long> starts) {
    List<Long> ends = committedEnds(starts.size());
    List<Long> last = new ArrayList<>(Collections.nCopies(starts.size(), PinnedSide.NOTHING));
    for (int partition = 0; partition < starts.size(); partition++) {
      last.set(partition, lastDataOffset(partition, starts.get(partition), ends.get(partition)));
    }
    return last;
  }

  /**
   * The offset of a partition's last committed data record.
   *
   * @param pinnedStart records before it do not count
   * @param end where the partition's committed records end
   * @return {@link PinnedSide#NOTHING} if there is none
   */
  long lastDataOffset(int partition, long pinnedStart, long end) {
    long start = Math.max(pinnedStart, firstOffset(partition));
    long from = end;
    long found = PinnedSide.NOTHING;
    for (long lookBack = FIRST_LOOK_BACK; found < 0 && from > start; lookBack *= 8) {
      from = Math.max(start, end - lookBack);
      found = lastDataOffsetBetween(partition, from, end);
    }
    return found;
  }

  private long lastDataOffsetBetween(int partition, long from, long end) {
    TopicPartition tp = new TopicPartition(source.topic(), partition);
    consumer.assign(List.of(tp));
    consumer.seek(tp, from);
    Instant deadline = Instant.now().plus(PATIENCE);
    long last = PinnedSide.NOTHING;
    while (asked(() -> consumer.position(tp)) < end) {
      for (ConsumerRecord<byte[], byte[]> record : asked(() -> consumer.poll(POLL))) {
        if (record.offset() < end) {
          last = record.offset();
        }
      }
      if (Instant.now().isAfter(deadline)) {
        throw new RouteFailedException(
            "Topic '%s' partition %d on cluster %s gave no records up to its end offset %d within %d s."
                .formatted(source.topic(), partition, source.cluster(), end, PATIENCE.toSeconds()));
      }
    }
    return last;
  }

  /** The first offset that a partition still holds. */
  long firstOffset(int partition) {
    TopicPartition tp = new TopicPartition(source.topic(), partition);
    return asked(() -> consumer.beginningOffsets(List.of(tp))).getOrDefault(tp, 0L);
  }

  private List<TopicPartition> all(int partitions) {
    return IntStream.range(0, partitions)
        .mapToObj(p -> new TopicPartition(source.topic(), p))
        .toList();
  }

  private List<Long> ordered(int partitions, Map<TopicPartition, Long> offsets) {
    return all(partitions).stream().map(offsets::get).toList();
  }

  private <T> T asked(Supplier<T> question) {
    Cluster cluster = source.cluster();
    try {
      return question.get();
    } catch (KafkaException e) {
      throw ClusterClients.refused(cluster, "read topic '" + source.topic() + "'", e);
    }
  }
}
