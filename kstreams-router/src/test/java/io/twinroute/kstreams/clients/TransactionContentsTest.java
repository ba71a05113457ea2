package io.twinroute.kstreams.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionContentsTest {

  private static final TopicPartition ORDERS = new TopicPartition("east.orders", 0);
  private static final TopicPartition PAYMENTS = new TopicPartition("west.payments", 0);

  private Duration now = Duration.ZERO;
  private final TransactionContents contents = new TransactionContents(() -> now.toNanos());

  @BeforeEach
  void open() {
    contents.opened();
  }

  @Test
  void shouldHoldNothingIfTheOffsetsAreNoNews() {
    assertThat(contents.add(offsets(7, 5))).isTrue();
    assertThat(contents.isEmpty()).isFalse();
    contents.committed();
    contents.opened();

    assertThat(contents.add(offsets(7, 5))).isFalse();
    assertThat(contents.add(Map.of(PAYMENTS, new OffsetAndMetadata(5, "")))).isFalse();

    assertThat(contents.isEmpty()).isTrue();
    assertThat(contents.add(offsets(7, 6))).isTrue();
  }

  /** A member of the group that has been replaced learns so by them. */
  @Test
  void shouldSendTheOffsetsWithEachRecordAlthoughTheyAreNoNews() {
    contents.add(offsets(7, 5));
    contents.committed();
    contents.opened();
    contents.add();

    assertThat(contents.add(offsets(7, 5))).isTrue();
    assertThat(contents.isEmpty()).isFalse();
  }

  @Test
  void shouldSendOffsetsAgainWhoseTransactionWasAborted() {
    contents.add(offsets(7, 5));
    contents.aborted();
    contents.opened();

    assertThat(contents.isEmpty()).isTrue();
    assertThat(contents.add(offsets(7, 5))).isTrue();
  }

  @Test
  void shouldNotBeForgottenByTheCluster() {
    contents.add(offsets(7, 5));
    contents.committed();
    contents.opened();
    now = Duration.ofHours(1);

    assertThat(contents.add(offsets(7, 5))).isTrue();
  }

  @Test
  void shouldHaveSomethingToFlushOnceForAllThatWasSent() {
    assertThat(contents.isUnsent()).isFalse();
    contents.add();
    assertThat(contents.isUnsent()).isTrue();
    contents.sent();
    assertThat(contents.isUnsent()).isFalse();
    assertThat(contents.isEmpty()).isFalse();
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(long orders, long payments) {
    return Map.of(
        ORDERS, new OffsetAndMetadata(orders, ""), PAYMENTS, new OffsetAndMetadata(payments, ""));
  }
}
