package io.twinroute.semantics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptRuleTest {

  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final byte[] JSON = "{}".getBytes(UTF_8);

  private final AcceptRule rule = new AcceptRule(Duration.ofSeconds(10));
  private PartitionProgress progress = PartitionProgress.NONE;

  @Test
  void shouldAcceptWhatIsExactlyAsLateAsAllowed() {
    assertThat(judge(0, 50_000)).isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(1, 40_000)).isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(2, 39_999)).isEqualTo(Verdict.LATE);
  }

  @Test
  void shouldMeasureLatenessByTheLargestTimestampAndNotTheLast() {
    judge(0, 50_000);
    judge(1, 45_000);
    judge(2, 39_000);

    assertThat(progress.maxTimestamp()).isEqualTo(50_000);
    assertThat(judge(3, 39_999)).isEqualTo(Verdict.LATE);
    assertThat(judge(4, 60_001)).isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(5, 50_000)).isEqualTo(Verdict.LATE);
  }

  @Test
  void shouldAcceptOnlyWhatIsNotBehindWithoutAnyLateness() {
    AcceptRule strict = new AcceptRule(Duration.ZERO);
    PartitionProgress after = PartitionProgress.NONE.after(record(0, 5, KEY, JSON));

    assertThat(strict.judge(after, record(1, 5, KEY, JSON))).isEqualTo(Verdict.ACCEPTED);
    assertThat(strict.judge(after, record(1, 4, KEY, JSON))).isEqualTo(Verdict.LATE);
  }

  @Test
  void shouldAcceptAFirstRecordOfAnyTime() {
    assertThat(rule.judge(PartitionProgress.NONE, record(0, 0, KEY, JSON)))
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(rule.judge(PartitionProgress.NONE, record(7, Long.MAX_VALUE, KEY, JSON)))
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void shouldCountRecordsThatCannotBeJoined() {
    assertThat(judge(record(0, 50_000, null, JSON))).isEqualTo(Verdict.NO_KEY);
    assertThat(judge(1, 39_999)).isEqualTo(Verdict.LATE);
    assertThat(judge(record(2, 60_000, KEY, null))).isEqualTo(Verdict.NO_VALUE);
    assertThat(judge(3, 49_999)).isEqualTo(Verdict.LATE);
    assertThat(judge(record(4, 70_000, KEY, "{".getBytes(UTF_8)))).isEqualTo(Verdict.NOT_JSON);
    assertThat(judge(5, 59_999)).isEqualTo(Verdict.LATE);
  }

  @Test
  void shouldNotCountRecordsWithoutATimestamp() {
    judge(0, 50_000);

    assertThat(judge(1, -1)).isEqualTo(Verdict.NO_TIMESTAMP);

    assertThat(progress).isEqualTo(new PartitionProgress(1, 50_000));
    assertThat(judge(2, 40_000)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void shouldCallALateRecordLateEvenIfItCouldNotBeJoined() {
    judge(0, 50_000);

    assertThat(judge(record(1, 10, null, null))).isEqualTo(Verdict.LATE);
  }

  @Test
  void shouldJudgeTheKeyBeforeTheValue() {
    assertThat(judge(record(0, 1, null, null))).isEqualTo(Verdict.NO_KEY);
  }

  @Test
  void shouldAcceptEmptyKeysButNoEmptyValues() {
    assertThat(judge(record(0, 1, new byte[0], JSON))).isEqualTo(Verdict.ACCEPTED);
    assertThat(judge(record(1, 1, KEY, new byte[0]))).isEqualTo(Verdict.NOT_JSON);
  }

  @Test
  void shouldDropWhatWasJudgedBefore() {
    judge(5, 1_000);

    assertThat(judge(5, 1_000)).isEqualTo(Verdict.REPLAYED);
    assertThat(judge(4, 90_000)).isEqualTo(Verdict.REPLAYED);
    assertThat(progress).isEqualTo(new PartitionProgress(5, 1_000));
    assertThat(judge(8, 1_000)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void shouldGiveAReplayedLogTheSameVerdicts() {
    List<SourceRecord> log = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      log.add(record(i, (i * 7_919L) % 40_000, KEY, JSON));
    }
    List<Verdict> once = log.stream().map(this::judge).toList();

    PartitionProgress atTheEnd = progress;
    assertThat(log.stream().map(this::judge)).containsOnly(Verdict.REPLAYED);
    assertThat(progress).isEqualTo(atTheEnd);
    progress = PartitionProgress.NONE;
    assertThat(log.stream().map(this::judge).toList()).isEqualTo(once).contains(Verdict.LATE);
  }

  @Test
  void shouldPutTheFrontierJustBelowWhatMayStillBeAccepted() {
    assertThat(rule.frontier(progress)).isEqualTo(Frontiers.UNKNOWN);
    judge(0, -1);
    assertThat(rule.frontier(progress)).isEqualTo(Frontiers.UNKNOWN);
    judge(1, 50_000);

    long frontier = rule.frontier(progress);

    assertThat(frontier).isEqualTo(39_999);
    assertThat(judge(2, frontier)).isEqualTo(Verdict.LATE);
    assertThat(judge(3, frontier + 1)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void shouldKeepTheFurtherOfTwoProgresses() {
    assertThat(new PartitionProgress(3, 900).max(new PartitionProgress(7, 100)))
        .isEqualTo(new PartitionProgress(7, 900));
    assertThat(PartitionProgress.NONE.max(new PartitionProgress(0, 0)))
        .isEqualTo(new PartitionProgress(0, 0));
  }

  @Test
  void shouldMakeNoJoinableRecordWithoutKeyOrValue() {
    assertThatThrownBy(() -> JoinableRecord.of(record(3, 1, null, JSON)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LEFT/0@3");
    assertThatThrownBy(() -> JoinableRecord.of(record(3, 1, KEY, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSendToTheDeadLettersWhatCanNeverBeJoined() {
    assertThat(Verdict.values())
        .filteredOn(Verdict::isDeadLetter)
        .containsExactly(Verdict.NO_TIMESTAMP, Verdict.NO_KEY, Verdict.NO_VALUE, Verdict.NOT_JSON);
  }

  private Verdict judge(long offset, long timestamp) {
    return judge(record(offset, timestamp, KEY, JSON));
  }

  private Verdict judge(SourceRecord record) {
    Verdict verdict = rule.judge(progress, record);
    if (verdict != Verdict.REPLAYED) {
      progress = progress.after(record);
    }
    return verdict;
  }

  private static SourceRecord record(long offset, long timestamp, byte[] key, byte[] value) {
    return new SourceRecord(Side.LEFT, 0, offset, timestamp, key, value, Headers.EMPTY);
  }
}
