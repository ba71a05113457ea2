package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.Map;
import org.apache.flink.util.SerializedThrowable;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RemovedUnreadTest {

  private static final PinnedRoute ROUTE = Routes.pinned(4, 4, 1);

  @Test
  void shouldNamePartitionAndOffsetOfWhatFailedElsewhere() {
    Throwable failure =
        new SerializedThrowable(
            new IllegalStateException(
                "the reader failed",
                new OffsetOutOfRangeException(Map.of(new TopicPartition("orders", 3), 12L))));

    assertThat(RemovedUnread.loss(ROUTE, new IllegalStateException("the job failed", failure)))
        .hasValueSatisfying(
            loss ->
                assertThat(loss.text())
                    .contains("east/orders/3 was to be read from offset 12")
                    .contains("Give the route a new name"));
  }

  @Test
  void shouldLeaveOtherFailuresAlone() {
    assertThat(RemovedUnread.loss(ROUTE, new IllegalStateException("no slots"))).isEmpty();
  }
}
