package io.twinroute.flink.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Hides what lies beyond a run's pinned ends from the source. The source's own position stays at
 * the last record it was shown, so the savepoint of an {@code --until-end} run leaves the rest for
 * the next one; a bounded source would forget its partitions instead.
 */
public final class PinnedEndInterceptor implements ConsumerInterceptor<byte[], byte[]> {

  static final String ENDS = "twinroute.pinned.ends";

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
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> upToEnd =
          upTo(ends.get(partition.partition()), records.records(partition));
      if (!upToEnd.isEmpty()) {
        shown.put(partition, upToEnd);
      }
    }
    return new ConsumerRecords<>(shown, records.nextOffsets());
  }

  private static List<ConsumerRecord<byte[], byte[]>> upTo(
      long end, List<ConsumerRecord<byte[], byte[]>> records) {
    if (records.get(records.size() - 1).offset() <= end) {
      return records;
    }
    int shown =
        (int)
            IntStream.range(0, records.size())
                .takeWhile(i -> records.get(i).offset() <= end)
                .count();
    return new ArrayList<>(records.subList(0, shown));
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
