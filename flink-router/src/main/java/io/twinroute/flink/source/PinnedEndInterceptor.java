package io.twinroute.flink.source;

import io.twinroute.runtime.pin.PinnedInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Hides the records beyond a run's pinned ends from the source. The source's own position stays at
 * the last record it was shown, so the savepoint of an {@code --until-end} run leaves the rest for
 * the next one; a bounded source would forget its partitions instead.
 *
 * <p>A source topic may be compacted. If the record at the end is gone when the partition has been
 * read beyond it, a {@link PassedEnd} replaces it, once.
 */
public final class PinnedEndInterceptor implements ConsumerInterceptor<byte[], byte[]> {

  static final String ENDS = "twinroute.pinned.ends";

  private final Set<Integer> passed = new HashSet<>();
  private List<Long> ends = List.of();

  /** The setting that {@link #ENDS} takes: the last offset to show of partition 0, 1, and so on. */
  static String setting(List<Long> ends) {
    return ends.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @Override
  public void configure(Map<String, ?> configs) {
    ends =
        List.of(String.valueOf(configs.get(ENDS)).split(",")).stream().map(Long::valueOf).toList();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> shown = new HashMap<>();
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              List<ConsumerRecord<byte[], byte[]>> upToEnd =
                  upToEnd(partition, records.records(partition), next.offset());
              if (!upToEnd.isEmpty()) {
                shown.put(partition, upToEnd);
              }
            });
    return new ConsumerRecords<>(shown, records.nextOffsets());
  }

  /**
   * @param next the offset up to which the partition has been read, whether records were there or
   *     not
   */
  private List<ConsumerRecord<byte[], byte[]>> upToEnd(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long next) {
    long end = ends.get(partition.partition());
    if (next <= end) {
      return records;
    }
    List<ConsumerRecord<byte[], byte[]>> shown =
        new ArrayList<>(records.stream().takeWhile(record -> record.offset() <= end).toList());
    boolean holdsTheEnd = !shown.isEmpty() && shown.get(shown.size() - 1).offset() == end;
    if (passed.add(partition.partition()) && !holdsTheEnd && end != PinnedInput.NOTHING) {
      shown.add(new PassedEnd(partition, end));
    }
    return shown;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
