package io.twinroute.flink.source;

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

  @Test
  void shouldHideWhatLiesBeyondAnEndThatWasShown() {
    PinnedEndInterceptor interceptor = interceptor(List.of(5L, 5L));
    interceptor.onConsume(records(Map.of(0, List.of(5L))));

    ConsumerRecords<byte[], byte[]> shown =
        interceptor.onConsume(records(Map.of(0, List.of(6L), 1, List.of(5L))));

    assertThat(shown.partitions()).containsExactly(new TopicPartition(TOPIC, 1));
    assertThat(offsets(shown, 1)).containsExactly(5L);
  }

  /** The record that was the end when it was pinned may be compacted away by now. */
  @Test
  void shouldShowThatAnEndThatIsGoneWasPassed() {
    ConsumerRecords<byte[], byte[]> shown =
        interceptor(List.of(5L)).onConsume(records(Map.of(0, List.of(3L, 7L))));

    assertThat(offsets(shown, 0)).containsExactly(3L, 5L);
    assertThat(passed(shown)).containsExactly(5L);
  }

  @Test
  void shouldShowOnceThatAnEndWasPassed() {
    PinnedEndInterceptor interceptor = interceptor(List.of(5L));
    assertThat(passed(interceptor.onConsume(records(Map.of(0, List.of(2L, 4L)))))).isEmpty();

    assertThat(passed(interceptor.onConsume(records(Map.of(0, List.of(6L)))))).containsExactly(5L);

    assertThat(interceptor.onConsume(records(Map.of(0, List.of(7L)))).isEmpty()).isTrue();
  }

  /** All that follows the end may be an aborted transaction. */
  @Test
  void shouldShowThatAnEndWasPassedWhereNoRecordFollows() {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    ConsumerRecords<byte[], byte[]> aborted =
        new ConsumerRecords<>(Map.of(), Map.of(partition, new OffsetAndMetadata(9)));

    assertThat(passed(interceptor(List.of(5L)).onConsume(aborted))).containsExactly(5L);
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

  private static List<Long> passed(ConsumerRecords<byte[], byte[]> records) {
    return StreamSupport.stream(records.spliterator(), false)
        .filter(PassedEnd.class::isInstance)
        .map(ConsumerRecord::offset)
        .toList();
  }

  private static List<Long> offsets(ConsumerRecords<byte[], byte[]> records, int partition) {
    return StreamSupport.stream(
            records.records(new TopicPartition(TOPIC, partition)).spliterator(), false)
        .map(ConsumerRecord::offset)
        .toList();
  }
}
