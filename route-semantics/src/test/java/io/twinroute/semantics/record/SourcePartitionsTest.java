package io.twinroute.semantics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourcePartitionsTest {

  private final SourcePartitions partitions =
      SourcePartitions.of(
          List.of(
              new SourcePartitions.Topic("east/orders", 2),
              new SourcePartitions.Topic("north/orders", 1),
              new SourcePartitions.Topic("east/returns", 3)));

  @Test
  void shouldNumberThePartitionsTopicByTopic() {
    assertThat(IntStream.range(0, 6).mapToObj(partitions::name))
        .containsExactly(
            "east/orders/0",
            "east/orders/1",
            "north/orders/0",
            "east/returns/0",
            "east/returns/1",
            "east/returns/2");
    assertThat(IntStream.range(0, 6).map(partitions::topic)).containsExactly(0, 0, 1, 2, 2, 2);
  }

  @Test
  void shouldWriteCoordinatesOfARecordsOwnTopic() {
    assertThat(partitions.coordinates(2, 7)).isEqualTo("north/orders/0@7");
    assertThat(SourcePartitions.ofOne("west/payments").coordinates(41, 7))
        .isEqualTo("west/payments/41@7");
  }

  @Test
  void shouldRefuseAnInputWithoutATopic() {
    assertThatThrownBy(() -> SourcePartitions.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
