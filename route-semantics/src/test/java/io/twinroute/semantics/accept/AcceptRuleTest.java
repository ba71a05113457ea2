package io.twinroute.semantics.accept;

import static io.twinroute.semantics.accept.JudgedPartition.JSON;
import static io.twinroute.semantics.accept.JudgedPartition.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.time.Frontiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptRuleTest {

  private static final AcceptRule RULE =
      AcceptRule.byRecordKey(Duration.ofSeconds(10), JsonFormat.JSON, false, SizeLimit.DEFAULT);

  private final JudgedPartition partition = new JudgedPartition(RULE, Sides.LEFT);

  @Test
  void shouldHandTheRecordToTheJoinAsItIs() {
    Judgement judgement = partition.judge(7, 50_000, KEY, JSON);

    assertThat(judgement)
        .isInstanceOfSatisfying(
            AcceptedRecord.class,
            record -> {
              assertThat(record).hasToString("0/3@7");
              assertThat(record.timestamp()).isEqualTo(50_000);
              assertThat(record.key()).isSameAs(KEY);
              assertThat(record.value()).isSameAs(JSON);
              assertThat(record.headers())
                  .isEqualTo(Headers.of(List.of(new Headers.Header("h", null))));
            });
  }

  @Test
  void shouldAcceptWhatIsExactlyAsLateAsAllowed() {
    assertThat(partition.judge(50_000)).isInstanceOf(AcceptedRecord.class);
    assertThat(partition.judge(40_000)).isInstanceOf(AcceptedRecord.class);
    assertThat(partition.judge(39_999)).isEqualTo(Rejection.LATE);
  }

  @Test
  void shouldMeasureLatenessByTheLargestTimestampAndNotTheLast() {
    partition.judge(50_000);
    partition.judge(45_000);
    partition.judge(39_000);

    assertThat(partition.progress().maxTimestamp()).isEqualTo(50_000);
    assertThat(partition.judge(39_999)).isEqualTo(Rejection.LATE);
    assertThat(partition.judge(60_001)).isInstanceOf(AcceptedRecord.class);
    assertThat(partition.judge(50_000)).isEqualTo(Rejection.LATE);
  }

  @Test
  void shouldAcceptOnlyWhatIsNotBehindWithoutAnyLateness() {
    JudgedPartition strict =
        new JudgedPartition(
            AcceptRule.byRecordKey(Duration.ZERO, JsonFormat.JSON, false, SizeLimit.DEFAULT),
            Sides.LEFT);
    strict.judge(5);

    assertThat(strict.judge(5)).isInstanceOf(AcceptedRecord.class);
    assertThat(strict.judge(4)).isEqualTo(Rejection.LATE);
  }

  @Test
  void shouldAcceptAFirstRecordOfAnyTime() {
    assertThat(new JudgedPartition(RULE, Sides.LEFT).judge(0)).isInstanceOf(AcceptedRecord.class);
    assertThat(new JudgedPartition(RULE, Sides.RIGHT).judge(Long.MAX_VALUE))
        .isInstanceOf(AcceptedRecord.class);
  }

  @Test
  void shouldCountRecordsThatCannotBeJoined() {
    assertThat(partition.judge(50_000, null, JSON)).isEqualTo(Rejection.NO_KEY);
    assertThat(partition.judge(39_999)).isEqualTo(Rejection.LATE);
    assertThat(partition.judge(60_000, KEY, null)).isEqualTo(Rejection.NO_VALUE);
    assertThat(partition.judge(49_999)).isEqualTo(Rejection.LATE);
    assertThat(partition.judge(70_000, KEY, "{".getBytes(UTF_8))).isEqualTo(Rejection.NOT_JSON);
    assertThat(partition.judge(59_999)).isEqualTo(Rejection.LATE);
  }

  @Test
  void shouldNotCountRecordsWithoutATimestamp() {
    partition.judge(50_000);

    assertThat(partition.judge(-1)).isEqualTo(Rejection.NO_TIMESTAMP);

    assertThat(partition.progress()).isEqualTo(new PartitionProgress(1, 50_000, Frontiers.UNKNOWN));
    assertThat(partition.judge(40_000)).isInstanceOf(AcceptedRecord.class);
  }

  @Test
  void shouldGiveTheFirstReasonOfSeveral() {
    byte[] broken = "{".getBytes(UTF_8);
    partition.judge(50_000);
    partition.silent(45_000);

    assertThat(partition.judge(-1, null, null)).isEqualTo(Rejection.NO_TIMESTAMP);
    assertThat(partition.judge(39_999, null, null)).isEqualTo(Rejection.LATE);
    assertThat(partition.judge(45_000, null, null)).isEqualTo(Rejection.AFTER_SILENCE);
    assertThat(partition.judge(45_001, null, null)).isEqualTo(Rejection.NO_KEY);
    assertThat(partition.judge(45_001, null, broken)).isEqualTo(Rejection.NO_KEY);
    assertThat(partition.judge(45_001, KEY, null)).isEqualTo(Rejection.NO_VALUE);
    assertThat(partition.judge(45_001, KEY, broken)).isEqualTo(Rejection.NOT_JSON);
  }

  @Test
  void shouldJudgeTheSizeBeforeAnythingElse() {
    // Its one header has a name of one byte.
    SizeLimit three = new SizeLimit(3);
    JudgedPartition small =
        new JudgedPartition(
            AcceptRule.byRecordKey(Duration.ofSeconds(10), JsonFormat.JSON, false, three),
            Sides.LEFT);
    byte[] broken = "{,,".getBytes(UTF_8);

    assertThat(small.judge(50_000, KEY, "1".getBytes(UTF_8))).isInstanceOf(AcceptedRecord.class);
    assertThat(small.judge(60_000, KEY, JSON)).isEqualTo(Rejection.TOO_LARGE);
    assertThat(small.progress().maxTimestamp()).isEqualTo(60_000);
    assertThat(small.judge(49_999, null, broken)).isEqualTo(Rejection.TOO_LARGE);
    assertThat(small.judge(-1, null, broken)).isEqualTo(Rejection.TOO_LARGE);
    assertThat(small.judge(49_999, KEY, "1".getBytes(UTF_8))).isEqualTo(Rejection.LATE);
    assertThat(small.judge(0, 60_000, KEY, JSON)).isEqualTo(Rejection.REPLAYED);
  }

  @Test
  void shouldAcceptEmptyKeysButNoEmptyValues() {
    assertThat(partition.judge(1, new byte[0], JSON)).isInstanceOf(AcceptedRecord.class);
    assertThat(partition.judge(1, KEY, new byte[0])).isEqualTo(Rejection.NOT_JSON);
  }

  @Test
  void shouldDropWhatWasJudgedBefore() {
    partition.judge(5, 1_000, KEY, JSON);

    assertThat(partition.judge(5, 1_000, KEY, JSON)).isEqualTo(Rejection.REPLAYED);
    assertThat(partition.judge(4, 90_000, KEY, JSON)).isEqualTo(Rejection.REPLAYED);
    assertThat(partition.judge(3, -1, null, null)).isEqualTo(Rejection.REPLAYED);
    assertThat(partition.progress()).isEqualTo(new PartitionProgress(5, 1_000, Frontiers.UNKNOWN));
    assertThat(partition.judge(8, 1_000, KEY, JSON)).isInstanceOf(AcceptedRecord.class);
  }

  @Test
  void shouldGiveAReplayedLogTheSameVerdicts() {
    JudgedPartition again = new JudgedPartition(RULE, Sides.LEFT);
    List<Object> once = new ArrayList<>();
    List<Object> twice = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      long timestamp = i * 7_919L % 40_000;
      once.add(verdict(partition.judge(i, timestamp, KEY, JSON)));
      twice.add(verdict(again.judge(i, timestamp, KEY, JSON)));
      assertThat(again.judge(i, timestamp, KEY, JSON)).isEqualTo(Rejection.REPLAYED);
    }

    assertThat(twice).isEqualTo(once).contains(Rejection.LATE, "accepted");
  }

  private static Object verdict(Judgement judgement) {
    return judgement instanceof AcceptedRecord ? "accepted" : judgement;
  }

  @Test
  void shouldPutTheFrontierJustBelowWhatMayStillBeAccepted() {
    assertThat(partition.frontier()).isEqualTo(Frontiers.UNKNOWN);
    partition.judge(-1);
    assertThat(partition.frontier()).isEqualTo(Frontiers.UNKNOWN);
    partition.judge(50_000);

    long frontier = partition.frontier();

    assertThat(frontier).isEqualTo(39_999);
    assertThat(partition.judge(frontier)).isEqualTo(Rejection.LATE);
    assertThat(partition.judge(frontier + 1)).isInstanceOf(AcceptedRecord.class);
  }
}
