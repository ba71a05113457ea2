package io.twinroute.flink.accept;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class PositionsTest {

  @Test
  void shouldStartBeforeTheFirstOffset() {
    assertThat(new Positions(2, -1).getLocalValue()).containsExactly(-1, -1);
  }

  @Test
  void shouldKeepTheLargestOffsetOfEachPartition() {
    Positions positions = new Positions(3, -1);
    positions.reached(0, 7);
    positions.reached(0, 5);
    positions.reached(2, 0);

    assertThat(positions.getLocalValue()).containsExactly(7, -1, 0);
  }

  /** A subtask that reads a partition is ahead of one that only knows of it from its state. */
  @Test
  void shouldMergeToTheLargestOffsets() {
    Positions one = new Positions(3, -1);
    one.reached(0, 7);
    one.reached(1, 2);
    Positions other = new Positions(3, -1);
    other.reached(0, 3);
    other.reached(2, 9);

    one.merge(other);

    assertThat(one.getLocalValue()).containsExactly(7, 2, 9);
    assertThat(other.getLocalValue()).containsExactly(3, -1, 9);
  }

  @Test
  void shouldNotShareItsOffsets() throws Exception {
    Positions positions = new Positions(1, -1);
    Positions copy = (Positions) positions.clone();
    long[] value = positions.getLocalValue();
    Positions sent = InstantiationUtil.clone(positions);

    positions.reached(0, 4);

    assertThat(copy.getLocalValue()).containsExactly(-1);
    assertThat(value).containsExactly(-1);
    assertThat(sent.getLocalValue()).containsExactly(-1);
    positions.resetLocal();
    assertThat(positions.getLocalValue()).containsExactly(-1);
  }
}
