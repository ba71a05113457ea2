package io.twinroute.semantics.where;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordConditionTest {

  private static final SourcePartitions PARTITIONS = SourcePartitions.ofOne("east/orders");

  @Test
  void shouldShowWhereAnExpressionIsWrong() {
    assertThatThrownBy(
            () -> RecordCondition.of("value.a > 1 &&\n  vlue.b == 2", JsonFormat.JSON, PARTITIONS))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessage(
            "line 2, column 3: undeclared reference to 'vlue'; the variables are value, key,"
                + " timestamp, headers, partition, offset\n    vlue.b == 2\n    ^");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "'a' > 1", "value.map(x, 1)", "key > 'a'", "value.a +", "now()"})
  void shouldRefuseWhatIsNoCondition(String text) {
    assertThatThrownBy(() -> RecordCondition.of(text, JsonFormat.JSON, PARTITIONS))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageStartingWith("line 1, column ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timestamp.getHours('Europe/Berlin') == 1",
        "timestamp.getHours(value.zone) == 1",
        "timestamp(value.at).getFullYear('CET') == 2026"
      })
  void shouldRefuseNamedTimeZones(String text) {
    assertThatThrownBy(() -> RecordCondition.of(text, JsonFormat.JSON, PARTITIONS))
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageContaining("takes 'UTC' or a fixed offset such as '+02:00'");
  }

  @Test
  void shouldRefuseLoopsThatAreNestedTooDeep() throws Exception {
    RecordCondition.of("value.a.all(x, x.all(y, y > 1))", JsonFormat.JSON, PARTITIONS);
    assertThatThrownBy(
            () ->
                RecordCondition.of(
                    "value.a.all(x, x.all(y, y.exists(z, z > 1)))", JsonFormat.JSON, PARTITIONS))
        .hasMessageContaining("nests more than two loops");
  }

  @ParameterizedTest
  @CsvSource({
    "value.a + 1 > 2, true",
    "value.a * value.b > 2, true",
    "-value.a > 2, true",
    "double(value.a) + 1.0 > 2.0, false",
    "value.a + 'x' == 'xx', false",
    "value.a > 2, false"
  })
  void shouldSeeArithmeticOnUntypedNumbers(String text, boolean untyped) throws Exception {
    assertThat(RecordCondition.computesWithUntyped(text)).isEqualTo(untyped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value.a.b > 1                                  | /a,/a/b",
        "has(value.a.b) && value['c d'] == 1            | /a,/a/b,/c d",
        "value.a == value.a.b                           | /a,/a/b",
        "value.a.exists(value, value.b > 1)             | /a",
        "[1].exists(x, value.b == x)                    | /b",
        "value == {} && value.a                         | ''",
        "'a' in value                                   | ''",
        "value['x/y'].z == 1                            | /x~1y,/x~1y/z",
        "partition == 1                                 | ''"
      })
  void shouldLookForTheMembersThatAreSelected(String text, String fields) throws Exception {
    assertThat(RecordCondition.of(text, JsonFormat.JSON, PARTITIONS).fields())
        .extracting(JsonPointer::text)
        .containsExactly(fields.isEmpty() ? new String[0] : fields.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "value.a.b == 2           | {\"a\":{\"b\":2}}                | HOLDS",
        "value.a.b == 2           | {\"a\":{\"b\":2},\"a\":{}}       | FAILS",
        "value.a.b == 2           | {\"a\":[2]}                      | FAILS",
        "value.a.b == 2           | []                               | FAILS",
        "has(value.a.b)           | {\"a\":{}}                       | REFUSES",
        "has(value.a.b)           | {}                               | FAILS",
        "value.a[0] == 1          | {\"a\":[1.0]}                    | HOLDS",
        "value['0'] == 1          | {\"0\":1}                        | HOLDS",
        "value['0'] == 1          | [1]                              | FAILS",
        "value.a == null          | {\"a\":null}                     | HOLDS",
        "value.a == 'é'           | {\"\\u0061\":\"\\u00e9\"}        | HOLDS",
        "value.a                  | {\"a\":1}                        | FAILS",
        "value == 5.0             | 5                                | HOLDS",
        "value.a == {'b':[1,2.0]} | {\"a\":{\"b\":[1,2]}}            | HOLDS",
        "value.a in value.b       | {\"a\":1,\"b\":[2,1.0]}          | HOLDS",
        "size(value) == 2         | {\"a\":1,\"b\":2,\"a\":3}        | HOLDS",
      })
  void shouldJudgeValues(String text, String json, Verdict expected) throws Exception {
    assertThat(test(text, json)).isEqualTo(expected);
  }

  @Test
  void shouldFailWhereAnEvaluationWouldTakeTooLong() throws Exception {
    String list = "[" + "1,".repeat(199) + "1]";

    assertThat(test("value.a.all(x, x == 1)", "{\"a\":" + list + "}")).isEqualTo(Verdict.HOLDS);
    assertThat(test("value.a.all(x, value.a.all(y, x == y))", "{\"a\":" + list + "}"))
        .isEqualTo(Verdict.FAILS);
  }

  private static Verdict test(String text, String json) throws InvalidConditionException {
    RecordCondition condition = RecordCondition.of(text, JsonFormat.JSON, PARTITIONS);
    FieldScan scan = JsonFormat.JSON.scan(condition.fields());
    int[] places = new int[2 * scan.fields()];
    byte[] value = json.getBytes(UTF_8);
    assertThat(scan.scan(value, places)).isTrue();
    SourceRecord record = new SourceRecord(0, 0, 0, 5, null, value, Headers.EMPTY);
    return condition.test(record, value, 5, places, 0);
  }
}
