package io.twinroute.semantics.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.PartitionFrontier;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontiersTest {

  private final Frontiers frontiers = Frontiers.endless(List.of(2, 1));

  @Test
  void shouldKnowNoWatermarkBeforeEveryPartitionHasAFrontier() {
    assertThat(frontiers.watermark()).isEqualTo(Frontiers.UNKNOWN);
    frontiers.advance(at(Sides.LEFT, 0, 100));
    frontiers.advance(at(Sides.RIGHT, 0, 50));
    assertThat(frontiers.watermark()).isEqualTo(Frontiers.UNKNOWN);

    frontiers.advance(at(Sides.LEFT, 1, 70));

    assertThat(frontiers.watermark()).isEqualTo(50);
  }

  @Test
  void shouldFollowTheSlowestPartition() {
    frontiers.advance(at(Sides.LEFT, 0, 10));
    frontiers.advance(at(Sides.LEFT, 1, 20));
    frontiers.advance(at(Sides.RIGHT, 0, 30));

    assertThat(frontiers.watermark()).isEqualTo(10);
    frontiers.advance(at(Sides.LEFT, 0, 1_000));
    assertThat(frontiers.watermark()).isEqualTo(20);
    frontiers.advance(at(Sides.LEFT, 1, 1_000));
    assertThat(frontiers.watermark()).isEqualTo(30);
  }

  @Test
  void shouldNeverMoveBack() {
    frontiers.advance(at(Sides.LEFT, 0, 90));
    frontiers.advance(at(Sides.LEFT, 1, 90));
    frontiers.advance(at(Sides.RIGHT, 0, 30));

    frontiers.advance(at(Sides.RIGHT, 0, 29));
    frontiers.advance(at(Sides.RIGHT, 0, Frontiers.UNKNOWN));

    assertThat(frontiers.watermark()).isEqualTo(30);
  }

  @Test
  void shouldPlaceAPartitionWhereItsJoinHasIt() {
    Frontiers ofOnePair = Frontiers.endless(List.of(1, 1));
    ofOnePair.advance(at(Sides.LEFT, 7, 20), 0);
    ofOnePair.advance(at(Sides.RIGHT, 7, 10), 0);

    assertThat(ofOnePair.watermark()).isEqualTo(10);
  }

  @Test
  void shouldReachTheEndsWithTheLastOfThem() {
    Frontiers toTheEnd = new Frontiers(List.of(List.of(5L, -1L), List.of(0L)));
    toTheEnd.advance(new PartitionFrontier(Sides.LEFT, 0, 4, 100));
    toTheEnd.advance(new PartitionFrontier(Sides.RIGHT, 0, 0, 100));
    assertThat(toTheEnd.haveReachedTheEnds()).isFalse();

    toTheEnd.advance(new PartitionFrontier(Sides.LEFT, 0, 5, 100));

    assertThat(toTheEnd.haveReachedTheEnds()).isTrue();
    assertThat(toTheEnd.watermark())
        .as("the empty partition holds W back, not the end")
        .isEqualTo(Frontiers.UNKNOWN);
  }

  @Test
  void shouldStayAtItsEnds() {
    Frontiers toTheEnd = new Frontiers(List.of(List.of(5L), List.of()));
    toTheEnd.advance(new PartitionFrontier(Sides.LEFT, 0, 8, 100));

    toTheEnd.advance(new PartitionFrontier(Sides.LEFT, 0, 3, 100));

    assertThat(toTheEnd.haveReachedTheEnds()).isTrue();
  }

  @Test
  void shouldHaveReachedTheEndsOfWhatHoldsNothing() {
    assertThat(new Frontiers(List.of(List.of(-1L), List.of(-1L, -1L))).haveReachedTheEnds())
        .isTrue();
  }

  @Test
  void shouldNeverReachAnEndWithoutOne() {
    frontiers.advance(new PartitionFrontier(Sides.LEFT, 0, Long.MAX_VALUE - 1, 1));
    frontiers.advance(new PartitionFrontier(Sides.LEFT, 1, Long.MAX_VALUE - 1, 1));
    frontiers.advance(new PartitionFrontier(Sides.RIGHT, 0, Long.MAX_VALUE - 1, 1));

    assertThat(frontiers.haveReachedTheEnds()).isFalse();
  }

  private static PartitionFrontier at(int input, int partition, long frontier) {
    return new PartitionFrontier(input, partition, 0, frontier);
  }
}
