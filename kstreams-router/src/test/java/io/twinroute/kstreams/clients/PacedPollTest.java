package io.twinroute.kstreams.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PacedPollTest {

  private static final Duration ASKED = Duration.ofSeconds(3);
  private static final TopicPartition ORDERS = new TopicPartition("east.orders", 0);
  private static final ConsumerRecords<byte[], byte[]> NOTHING = ConsumerRecords.empty();

  private final Queue<ConsumerRecords<byte[], byte[]>> answers = new ArrayDeque<>();
  private final List<Duration> asked = new ArrayList<>();
  private final PollPace pace = new PollPace(() -> 0);
  private final PacedPoll poll = new PacedPoll(pace, this::answer);

  @Test
  void shouldWaitForRecordsToGatherWhenThereIsNothing() {
    ConsumerRecords<byte[], byte[]> next = record();
    afterAFew(NOTHING, next);

    assertThat(poll.poll(ASKED)).isSameAs(next);
    assertThat(asked).hasSize(2).startsWith(Duration.ZERO);
  }

  /** Streams commits from them: behind aborted records and markers there may be no record. */
  @Test
  void shouldReturnThatThePositionHasMovedWithoutARecord() {
    ConsumerRecords<byte[], byte[]> moved =
        new ConsumerRecords<>(Map.of(), Map.of(ORDERS, new OffsetAndMetadata(7)));
    afterAFew(moved, NOTHING);

    assertThat(poll.poll(ASKED)).isSameAs(moved);
    assertThat(asked).containsExactly(Duration.ZERO);
  }

  /** Then more are let gather before the next poll. */
  private void afterAFew(
      ConsumerRecords<byte[], byte[]> there, ConsumerRecords<byte[], byte[]> next) {
    answers.addAll(List.of(record(), there, next));
    poll.poll(Duration.ZERO);
    asked.clear();
    assertThat(pace.pause()).isPositive();
  }

  private ConsumerRecords<byte[], byte[]> answer(Duration timeout) {
    asked.add(timeout);
    return answers.remove();
  }

  private static ConsumerRecords<byte[], byte[]> record() {
    return new ConsumerRecords<>(
        Map.of(
            ORDERS,
            List.of(new ConsumerRecord<>(ORDERS.topic(), 0, 5, new byte[] {1}, new byte[] {2}))),
        Map.of(ORDERS, new OffsetAndMetadata(6)));
  }
}
