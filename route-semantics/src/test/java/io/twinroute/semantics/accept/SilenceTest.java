package io.twinroute.semantics.accept;

import static io.twinroute.semantics.time.Frontiers.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Evidence of silence, and what a partition's silence does to its records. */
class SilenceTest {

  private static final AcceptRule RULE =
      AcceptRule.byRecordKey(Duration.ofSeconds(10), JsonFormat.JSON, false, SizeLimit.DEFAULT);

  private final JudgedPartition partition = new JudgedPartition(RULE, Sides.LEFT);

  @Test
  void shouldApplyWhenEverythingItSpeaksOfHasBeenJudged() {
    Silence silence = new Silence(7, 9, 50_000); // 8 is a transaction marker

    assertThat(silence.appliesTo(new PartitionProgress(6, 1, UNKNOWN))).isFalse();
    assertThat(silence.appliesTo(new PartitionProgress(7, 1, UNKNOWN))).isTrue();
  }

  @Test
  void shouldNotApplyToWhatWentOnBehindItsEnd() {
    Silence silence = new Silence(7, 9, 50_000);

    assertThat(silence.appliesTo(new PartitionProgress(8, 1, UNKNOWN))).isTrue();
    assertThat(silence.appliesTo(new PartitionProgress(9, 1, UNKNOWN))).isFalse();
  }

  @Test
  void shouldApplyToAnEmptyPartition() {
    assertThat(new Silence(-1, 0, 50_000).appliesTo(PartitionProgress.NONE)).isTrue();
    assertThat(new Silence(-1, 12, 50_000).appliesTo(PartitionProgress.NONE)).isTrue();
    assertThat(new Silence(11, 12, 50_000).appliesTo(PartitionProgress.NONE)).isFalse();
  }

  @Test
  void shouldLetTimeGoOnInAnEmptyPartition() {
    partition.silent(70_000);

    assertThat(partition.frontier()).isEqualTo(70_000);
    assertThat(partition.judge(70_000)).isEqualTo(Rejection.AFTER_SILENCE);
    assertThat(partition.judge(70_001)).isInstanceOf(AcceptedRecord.class);
  }

  @Test
  void shouldSetAsideWhatComesFromBeforeTheEndOfASilence() {
    partition.judge(50_000);
    partition.silent(70_000);

    assertThat(partition.frontier()).isEqualTo(70_000);
    assertThat(partition.judge(69_000)).isEqualTo(Rejection.AFTER_SILENCE);
    assertThat(partition.progress()).isEqualTo(new PartitionProgress(1, 69_000, 70_000));
    assertThat(partition.judge(58_999)).isEqualTo(Rejection.LATE);
  }

  @Test
  void shouldNeverMoveBack() {
    partition.judge(90_000);
    partition.silent(70_000);

    assertThat(partition.frontier()).isEqualTo(79_999);
    partition.silent(85_000);
    partition.silent(60_000);
    assertThat(partition.frontier()).isEqualTo(85_000);
  }

  /** A frontier that W has counted on holds, whichever of time and silence gave it. */
  @Test
  void shouldAcceptNothingAtOrBeforeTheFrontier() {
    partition.judge(50_000);
    for (long upTo = 39_000; upTo < 41_000; upTo += 250) {
      partition.silent(upTo);

      long frontier = partition.frontier();

      assertThat(partition.judge(frontier)).isInstanceOf(Rejection.class);
      assertThat(partition.judge(frontier + 1)).isInstanceOf(AcceptedRecord.class);
    }
  }
}
