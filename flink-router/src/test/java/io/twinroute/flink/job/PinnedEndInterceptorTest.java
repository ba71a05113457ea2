package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PinnedEndInterceptorTest {

  private static final String TOPIC = "orders";

  @Test
  void shouldShowRecordsUpToTheirPartitionsEndInOrder() {
    PinnedEndInterceptor interceptor = interceptor(List.of(5L, 100L));

    ConsumerRecords<byte[], byte[]> shown =
        interceptor.onConsume(records(Map.of(0, List.of(2L, 4L, 5L, 6L), 1, List.of(7L, 8L))));

    assertThat(offsets(shown, 0)).containsExactly(2L, 4L, 5L);
    assertThat(offsets(shown, 1)).containsExactly(7L, 8L);
    assertThat(shown.count()).isEqualTo(5);
  }

  /** The end itself may be gone by compaction, or never have been a record. */
  @Test
  void shouldCutBetweenOffsetsWhenNoRecordLiesAtTheEnd() {
    ConsumerRecords<byte[], byte[]> shown =
        interceptor(List.of(5L)).onConsume(records(Map.of(0, List.of(3L, 7L))));

    assertThat(offsets(shown, 0)).containsExactly(3L);
  }

  @Test
  void shouldHideAPartitionThatLiesBeyondItsEnd() {
    ConsumerRecords<byte[], byte[]> shown =
        interceptor(List.of(5L, 5L)).onConsume(records(Map.of(0, List.of(6L), 1, List.of(5L))));

    assertThat(shown.partitions()).containsExactly(new TopicPartition(TOPIC, 1));
  }

  @Test
  void shouldShowNothingOfAPartitionThatHasNothingToProcess() {
    ConsumerRecords<byte[], byte[]> shown =
        interceptor(List.of(-1L)).onConsume(records(Map.of(0, List.of(0L, 1L))));

    assertThat(shown.isEmpty()).isTrue();
    assertThat(shown.partitions()).isEmpty();
  }

  @Test
  void shouldPassOnAnEmptyPollAndThePositions() {
    ConsumerRecords<byte[], byte[]> polled = records(Map.of(0, List.of(0L, 1L, 2L)));
    PinnedEndInterceptor interceptor = interceptor(List.of(1L));

    assertThat(interceptor.onConsume(ConsumerRecords.empty()).isEmpty()).isTrue();
    assertThat(interceptor.onConsume(polled).nextOffsets()).isEqualTo(polled.nextOffsets());
  }

  private static PinnedEndInterceptor interceptor(List<Long> ends) {
    PinnedEndInterceptor interceptor = new PinnedEndInterceptor();
    interceptor.configure(Map.of(PinnedEndInterceptor.ENDS, PinnedEndInterceptor.setting(ends)));
    return interceptor;
  }

  private static ConsumerRecords<byte[], byte[]> records(Map<Integer, List<Long>> offsets) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new LinkedHashMap<>();
    offsets.forEach(
        (partition, ofPartition) -> {
          List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>();
          ofPartition.forEach(
              offset -> list.add(new ConsumerRecord<>(TOPIC, partition, offset, null, null)));
          TopicPartition tp = new TopicPartition(TOPIC, partition);
          records.put(tp, list);
          next.put(tp, new OffsetAndMetadata(ofPartition.get(ofPartition.size() - 1) + 1));
        });
    return new ConsumerRecords<>(records, next);
  }

  private static List<Long> offsets(ConsumerRecords<byte[], byte[]> records, int partition) {
    return StreamSupport.stream(
            records.records(new TopicPartition(TOPIC, partition)).spliterator(), false)
        .map(ConsumerRecord::offset)
        .toList();
  }
}
