package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.runtime.cluster.SourceReadException;
import java.util.Map;
import org.apache.flink.util.SerializedThrowable;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RemovedUnreadTest {

  @Test
  void shouldNamePartitionAndOffsetOfWhatFailedElsewhere() {
    Throwable failure =
        new SerializedThrowable(
            new IllegalStateException(
                "the reader failed",
                new SourceReadException(
                    "north",
                    new OffsetOutOfRangeException(Map.of(new TopicPartition("orders", 3), 12L)))));

    assertThat(RemovedUnread.loss(new IllegalStateException("the job failed", failure)))
        .hasValueSatisfying(
            loss ->
                assertThat(loss.text())
                    .contains("north/orders/3 was to be read from offset 12")
                    .contains("Give the route a new name"));
  }

  @Test
  void shouldLeaveOtherFailuresAlone() {
    assertThat(RemovedUnread.loss(new IllegalStateException("no slots"))).isEmpty();
  }
}
