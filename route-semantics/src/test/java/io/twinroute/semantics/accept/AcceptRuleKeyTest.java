package io.twinroute.semantics.accept;

import static io.twinroute.semantics.accept.JudgedPartition.JSON;
import static io.twinroute.semantics.accept.JudgedPartition.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What counts as a key, and which input's tombstones are rows that end. */
class AcceptRuleKeyTest {

  private static final JoinRule INNER =
      JoinRule.inner(new JoinWindow(Duration.ofHours(1), Duration.ofHours(1)));
  private static final JoinRule LOOKUP = new JoinRule.Lookup(true, Duration.ofHours(1));
  private static final JsonPointer ORDER_ID = JsonPointer.parse("/orderId");

  @Test
  void shouldJoinOnTheFieldAndNotOnTheRecordsKey() {
    JudgedPartition partition = partition(INNER, Sides.LEFT, ORDER_ID);

    assertThat(keyOf(partition.judge(1, KEY, utf8("{\"orderId\":1.0}")))).isEqualTo("1");
    assertThat(keyOf(partition.judge(1, null, utf8("{\"orderId\":\"1\"}")))).isEqualTo("1");
    assertThat(keyOf(partition.judge(1, new byte[0], utf8("{\"orderId\":\"\"}")))).isEmpty();
  }

  @Test
  void shouldRefuseWhatHasNoKeyInItsField() {
    JudgedPartition partition = partition(INNER, Sides.RIGHT, ORDER_ID);

    assertThat(partition.judge(1, KEY, JSON)).isEqualTo(Rejection.NO_KEY_FIELD);
    assertThat(partition.judge(1, KEY, utf8("{\"orderId\":null}")))
        .isEqualTo(Rejection.NO_KEY_FIELD);
    assertThat(partition.judge(1, KEY, utf8("{\"orderId\":{}}"))).isEqualTo(Rejection.NO_KEY_FIELD);
    assertThat(partition.judge(1, KEY, utf8("[\"orderId\"]"))).isEqualTo(Rejection.NO_KEY_FIELD);
  }

  @Test
  void shouldLookForAFieldOnlyInJson() {
    JudgedPartition partition = partition(INNER, Sides.LEFT, ORDER_ID);
    partition.judge(50_000, null, utf8("{\"orderId\":1}"));

    assertThat(partition.judge(39_999, null, JSON)).isEqualTo(Rejection.LATE);
    assertThat(partition.judge(50_000, null, null)).isEqualTo(Rejection.NO_VALUE);
    assertThat(partition.judge(50_000, null, utf8("{\"orderId\":1"))).isEqualTo(Rejection.NOT_JSON);
  }

  @Test
  void shouldTakeATombstoneOnlyWhereItEndsARow() {
    assertThat(partition(LOOKUP, Sides.RIGHT, null).judge(1, KEY, null))
        .isInstanceOfSatisfying(
            AcceptedRecord.class, tombstone -> assertThat(tombstone.value()).isNull());
    assertThat(partition(LOOKUP, Sides.LEFT, null).judge(1, KEY, null))
        .isEqualTo(Rejection.NO_VALUE);
    assertThat(partition(INNER, Sides.RIGHT, null).judge(1, KEY, null))
        .isEqualTo(Rejection.NO_VALUE);
    assertThat(partition(LOOKUP, Sides.RIGHT, ORDER_ID).judge(1, KEY, null))
        .isEqualTo(Rejection.NO_VALUE);
  }

  @Test
  void shouldJudgeATombstonesTimeAndKeyAsAnyOthers() {
    JudgedPartition rows = partition(LOOKUP, Sides.RIGHT, null);
    rows.judge(50_000, KEY, null);

    assertThat(rows.progress().maxTimestamp()).isEqualTo(50_000);
    assertThat(rows.judge(-1, KEY, null)).isEqualTo(Rejection.NO_TIMESTAMP);
    assertThat(rows.judge(39_999, KEY, null)).isEqualTo(Rejection.LATE);
    assertThat(rows.judge(50_000, null, null)).isEqualTo(Rejection.NO_KEY);
    assertThat(rows.judge(50_000, KEY, new byte[0])).isEqualTo(Rejection.NOT_JSON);
  }

  private static JudgedPartition partition(JoinRule join, int input, JsonPointer key) {
    return new JudgedPartition(rule(join, input, key), input);
  }

  private static AcceptRule rule(JoinRule join, int input, JsonPointer key) {
    Duration lateness = Duration.ofSeconds(10);
    return key == null
        ? AcceptRule.byRecordKey(
            lateness, JsonFormat.JSON, join.takesTombstones(input), SizeLimit.DEFAULT)
        : AcceptRule.byField(lateness, JsonFormat.JSON, key, SizeLimit.DEFAULT);
  }

  private static String keyOf(Judgement judgement) {
    return new String(((AcceptedRecord) judgement).key(), UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
