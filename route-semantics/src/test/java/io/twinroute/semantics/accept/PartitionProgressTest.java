package io.twinroute.semantics.accept;

import static io.twinroute.semantics.time.Frontiers.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionProgressTest {

  @Test
  void shouldKeepTheLargestTimeAndTheLastOffset() {
    PartitionProgress progress = PartitionProgress.NONE.after(3, 900).after(5, 100).after(6, -1);

    assertThat(progress).isEqualTo(new PartitionProgress(6, 900, UNKNOWN));
  }

  @Test
  void shouldKeepItsSilenceBesideItsRecords() {
    PartitionProgress progress = PartitionProgress.NONE.silent(40).silent(30).after(0, 50);

    assertThat(progress).isEqualTo(new PartitionProgress(0, 50, 40));
  }

  @Test
  void shouldMoveOnWithoutARecord() {
    PartitionProgress progress = new PartitionProgress(5, 900, 10);

    assertThat(progress.upTo(8)).isEqualTo(new PartitionProgress(8, 900, 10));
    assertThat(progress.upTo(3)).isEqualTo(progress);
  }

  @Test
  void shouldKeepTheFurtherOfTwo() {
    assertThat(new PartitionProgress(3, 900, 10).max(new PartitionProgress(7, 100, 20)))
        .isEqualTo(new PartitionProgress(7, 900, 20));
    assertThat(PartitionProgress.NONE.max(new PartitionProgress(0, 0, UNKNOWN)))
        .isEqualTo(new PartitionProgress(0, 0, UNKNOWN));
  }
}
