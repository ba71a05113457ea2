package io.twinroute.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.Yaml;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.format.JsonPointer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputReaderTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void shouldJoinOnTheRecordsOwnKeyByDefault() throws Exception {
    assertThat(plan(Yaml.VALID).inputs()).extracting(RouteInput::key).containsOnlyNulls();
  }

  @Test
  void shouldReadKeyOfEachSide() throws Exception {
    // when
    RoutePlan route = plan(with("key: /customer/id", "key: /lines/0/a~1b~0c"));

    // then
    assertThat(route.input(0).key()).isEqualTo(JoinKey.ofValue(JsonPointer.parse("/customer/id")));
    assertThat(route.input(1).key())
        .isEqualTo(JoinKey.ofValue(JsonPointer.parse("/lines/0/a~1b~0c")));
  }

  @Test
  void shouldReadAFieldOfTheRecordKey() throws Exception {
    RoutePlan route = plan(with("record-key: /payload/id", "as: p"));

    assertThat(route.input(0).key())
        .isEqualTo(JoinKey.ofRecordKey(JsonPointer.parse("/payload/id")));
    assertThat(route.needsRepartition()).isTrue();
  }

  @Test
  void shouldRefuseTwoKeysOfOneSide() {
    assertThatThrownBy(() -> plan(with("record-key: /id\n        key: /orderId", "as: p")))
        .isInstanceOf(InvalidRouteFileException.class)
        .hasMessageContaining(
            "left.record-key: '/id' and the key '/orderId' exclude each other; records are joined on one field");
  }

  @Test
  void shouldReadKeyWithAnEmptyName() throws Exception {
    assertThat(plan(with("key: /", "as: p")).input(0).key())
        .isEqualTo(JoinKey.ofValue(JsonPointer.parse("/")));
  }

  @Test
  void shouldCallPartitionsSilentAfterFiveMinutesByDefault() throws Exception {
    assertThat(plan(Yaml.VALID).inputs())
        .extracting(RouteInput::silenceAfter)
        .containsOnly(Duration.ofMinutes(5));
  }

  @Test
  void shouldRaiseTheDefaultToALongerLateness() throws Exception {
    // when
    RoutePlan route = plan(Yaml.VALID.replace("lateness: 30s", "lateness: 1h"));

    // then
    assertThat(route.input(0).silenceAfter()).isEqualTo(HOUR);
    assertThat(route.input(1).silenceAfter()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldPreferTheSidesOwnSilenceToTheRoutes() throws Exception {
    // when
    RoutePlan route = plan(with("silence-after: 30s", "as: p") + "      silence-after: 1h\n");

    // then
    assertThat(route.input(0).silenceAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(route.input(1).silenceAfter()).isEqualTo(HOUR);
  }

  @Test
  void shouldForbidSilenceForARoute() throws Exception {
    // when
    RoutePlan route = plan(with("as: o", "silence-after: 1h") + "      silence-after: never\n");

    // then
    assertThat(route.input(0).silenceAfter()).isNull();
    assertThat(route.input(1).silenceAfter()).isEqualTo(HOUR);
  }

  @Test
  void shouldForbidSilenceForASide() throws Exception {
    // when
    RoutePlan route = plan(with("silence-after: never", "as: p") + "      silence-after: 1h\n");

    // then
    assertThat(route.input(0).silenceAfter()).isNull();
    assertThat(route.input(1).silenceAfter()).isEqualTo(HOUR);
  }

  @Test
  void shouldNotMeasureTheRoutesSilenceAgainstSidesThatHaveTheirOwn() {
    // given
    String yaml = with("silence-after: 1m", "silence-after: never") + "      silence-after: 1s\n";

    // when / then
    assertThat(Yaml.problems(yaml)).isEmpty();
  }

  @Test
  void shouldReportTheRoutesSilenceForEachSideThatIsLater() {
    assertThat(Yaml.problems(Yaml.VALID + "      silence-after: 29999ms\n"))
        .containsExactly(
            "twinroute.routes.paid-orders.silence-after: '29999ms' is shorter than the left side's"
                + " lateness; make it at least as long",
            "twinroute.routes.paid-orders.silence-after: '29999ms' is shorter than the right"
                + " side's lateness; make it at least as long");
  }

  @Test
  void shouldReportAWrongSilenceOfTheRouteOnce() {
    assertThat(Yaml.problems(Yaml.VALID + "      silence-after: soon\n"))
        .containsExactly(
            "twinroute.routes.paid-orders.silence-after: 'soon' is not a duration; write for"
                + " example 500ms, 30s, 10m or 1h, or never");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          key: orderId           | key: 'orderId' names no field; a JSON Pointer begins with '/', as /orderId does
          key: "#/orderId"       | key: '#/orderId' names no field; a JSON Pointer begins with '/', as /orderId does
          key: /a~b              | key: '/a~b' names no field; in a JSON Pointer '~' is written ~0, and '/' inside a name ~1
          key: /a~               | key: '/a~' names no field; in a JSON Pointer '~' is written ~0, and '/' inside a name ~1
          key: ''                | key: is empty; give it a value or remove the key
          key: 5                 | key: YAML reads this as '5'; put the text in quotes
          key: [/a, /b]          | key: expected a single value, not a list; separate several by commas in one text
          kee: /orderId          | kee: unknown key; did you mean 'key'? known: as, cluster, key, lateness, max-ahead, record-key, silence-after, time, time-unit, topic, topics, where
          silence-after: 29s     | silence-after: '29s' is shorter than the left side's lateness; make it at least as long
          silence-after: 0       | silence-after: '0' is too short; the least is 1ms
          silence-after: -1s     | silence-after: '-1s' is negative; write for example 500ms, 30s, 10m or 1h
          silence-after: off     | silence-after: 'false' is not a duration; write for example 500ms, 30s, 10m or 1h, or never
          silence-after: Never   | silence-after: 'Never' is not a duration; write for example 500ms, 30s, 10m or 1h, or never
          silence-after:         | silence-after: has no value; give it one or remove the key
          silence: 5m            | silence: unknown key; known: as, cluster, key, lateness, max-ahead, record-key, silence-after, time, time-unit, topic, topics, where
          """)
  void shouldReport(String line, String expected) {
    assertThat(Yaml.problems(with(line, "as: p")))
        .containsExactly("twinroute.routes.paid-orders.left." + expected);
  }

  private static RoutePlan plan(String yaml) throws InvalidRouteFileException {
    return Yaml.plan(yaml).routes().get(0);
  }

  /** The valid file with one line of each side replaced. */
  private static String with(String left, String right) {
    return Yaml.VALID.replace("as: order\n", left + "\n").replace("as: payment\n", right + "\n");
  }
}
