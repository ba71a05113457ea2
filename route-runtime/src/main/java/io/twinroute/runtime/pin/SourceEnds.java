package io.twinroute.runtime.pin;

import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.cluster.TopicTail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The state of a source now: its first offsets, and for each partition the last data record below
 * the read-committed end.
 */
public final class SourceEnds {

  private final SourceTopic source;
  private final Consumer<byte[], byte[]> consumer;
  private final TopicTail tail;

  public SourceEnds(SourceTopic source, Consumer<byte[], byte[]> consumer) {
    this.source = source;
    this.consumer = consumer;
    this.tail = new TopicTail(source.cluster(), source.topic(), consumer);
  }

  /** The first offset that each partition still holds. */
  public List<Long> firstOffsets(int partitions) {
    return ordered(partitions, tail.ask(() -> consumer.beginningOffsets(all(partitions))));
  }

  /** Where each partition's committed records end. */
  public List<Long> committedEnds(int partitions) {
    return ordered(partitions, tail.ask(() -> consumer.endOffsets(all(partitions))));
  }

  /** The offset of each partition's last committed data record at or after its start. */
  public List<Long> lastDataOffsets(List<Long> starts) {
    List<Long> ends = committedEnds(starts.size());
    Map<Integer, TopicTail.Range> ranges = new HashMap<>();
    for (int partition = 0; partition < starts.size(); partition++) {
      ranges.put(partition, new TopicTail.Range(starts.get(partition), ends.get(partition)));
    }
    Map<Integer, ConsumerRecord<byte[], byte[]>> last = tail.last(ranges);
    return IntStream.range(0, starts.size()).mapToObj(p -> offset(last.get(p))).toList();
  }

  /**
   * The offset of a partition's last committed data record.
   *
   * @param pinnedStart records before it do not count
   * @param end where the partition's committed records end
   * @return {@link PinnedInput#NOTHING} if there is none
   */
  public long lastDataOffset(int partition, long pinnedStart, long end) {
    return offset(tail.last(partition, pinnedStart, end));
  }

  private static long offset(@Nullable ConsumerRecord<byte[], byte[]> record) {
    return record == null ? PinnedInput.NOTHING : record.offset();
  }

  /** The first offset that a partition still holds. */
  public long firstOffset(int partition) {
    return tail.first(partition);
  }

  private List<TopicPartition> all(int partitions) {
    return IntStream.range(0, partitions)
        .mapToObj(p -> new TopicPartition(source.topic(), p))
        .toList();
  }

  private List<Long> ordered(int partitions, Map<TopicPartition, Long> offsets) {
    return all(partitions).stream().map(offsets::get).toList();
  }
}
