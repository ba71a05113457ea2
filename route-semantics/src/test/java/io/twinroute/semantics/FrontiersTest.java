package io.twinroute.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrontiersTest {

  private final Frontiers frontiers = new Frontiers(2, 1);

  @Test
  void shouldKnowNoWatermarkBeforeEveryPartitionHasAFrontier() {
    assertThat(frontiers.watermark()).isEqualTo(Frontiers.UNKNOWN);
    frontiers.advance(Side.LEFT, 0, 100);
    frontiers.advance(Side.RIGHT, 0, 50);
    assertThat(frontiers.watermark()).isEqualTo(Frontiers.UNKNOWN);

    frontiers.advance(Side.LEFT, 1, 70);

    assertThat(frontiers.watermark()).isEqualTo(50);
  }

  @Test
  void shouldFollowTheSlowestPartition() {
    frontiers.advance(Side.LEFT, 0, 10);
    frontiers.advance(Side.LEFT, 1, 20);
    frontiers.advance(Side.RIGHT, 0, 30);

    assertThat(frontiers.watermark()).isEqualTo(10);
    frontiers.advance(Side.LEFT, 0, 1_000);
    assertThat(frontiers.watermark()).isEqualTo(20);
    frontiers.advance(Side.LEFT, 1, 1_000);
    assertThat(frontiers.watermark()).isEqualTo(30);
  }

  @Test
  void shouldNeverMoveBack() {
    assertThat(frontiers.advance(Side.RIGHT, 0, 30)).isTrue();
    assertThat(frontiers.advance(Side.RIGHT, 0, 30)).isFalse();
    assertThat(frontiers.advance(Side.RIGHT, 0, 29)).isFalse();
    assertThat(frontiers.advance(Side.RIGHT, 0, Frontiers.UNKNOWN)).isFalse();
    frontiers.advance(Side.LEFT, 0, 90);
    frontiers.advance(Side.LEFT, 1, 90);

    assertThat(frontiers.watermark()).isEqualTo(30);
  }

  @Test
  void shouldReachTheEndOfTimeWhenEveryPartitionHas() {
    frontiers.advance(Side.LEFT, 0, Long.MAX_VALUE);
    frontiers.advance(Side.LEFT, 1, Long.MAX_VALUE);
    assertThat(frontiers.watermark()).isEqualTo(Frontiers.UNKNOWN);

    frontiers.advance(Side.RIGHT, 0, Long.MAX_VALUE);

    assertThat(frontiers.watermark()).isEqualTo(Long.MAX_VALUE);
  }
}
