package io.twinroute.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Yaml;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.format.JsonPointer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConditionReaderTest {

  private static final String LEFT = "twinroute.routes.paid-orders.left.";
  private static final String OUTPUT = "twinroute.routes.paid-orders.output.";

  @Test
  void shouldReadTimesAndConditions() throws Exception {
    // when
    RouteFile file =
        Yaml.plan(
            output(
                left(
                    "time: /at",
                    "time-unit: us",
                    "max-ahead: 1h",
                    "silence-after: never",
                    "where: value.n > 1"),
                "where: payment == null || payment.n > order.n"));

    // then
    assertThat(file.routes().get(0).input(0).time())
        .isEqualTo(
            new EventTime(JsonPointer.parse("/at"), TimeUnit.MICROSECONDS, Duration.ofHours(1)));
    assertThat(file.routes().get(0).input(0).where()).isEqualTo("value.n > 1");
    assertThat(file.routes().get(0).input(1).time()).isNull();
    assertThat(file.routes().get(0).output().where())
        .isEqualTo("payment == null || payment.n > order.n");
    assertThat(file.warnings()).isEmpty();
  }

  @Test
  void shouldTakeNumbersForMilliseconds() throws Exception {
    assertThat(plan(left("time: /at", "silence-after: 1h")))
        .isEqualTo(new EventTime(JsonPointer.parse("/at"), TimeUnit.MILLISECONDS, null));
  }

  @Test
  void shouldWantASilenceBesideATime() {
    assertThat(Yaml.problems(left("time: /at")))
        .containsExactly(
            LEFT
                + "time: silence is measured by the clock, which times in a field need not follow;"
                + " set silence-after of this side, or never");
  }

  @Test
  void shouldRefuseWhatBelongsToATime() {
    assertThat(Yaml.problems(left("time-unit: s", "max-ahead: 1h")))
        .containsExactly(
            LEFT + "time-unit: belongs to time; set that too, or remove this",
            LEFT + "max-ahead: belongs to time; set that too, or remove this");
  }

  @Test
  void shouldShowWhereAConditionIsWrong() {
    assertThat(Yaml.problems(left("where: \"value.n > 1 && vlue.m\"")))
        .containsExactly(
            LEFT
                + "where: line 1, column 16: undeclared reference to 'vlue'; the variables are"
                + " value, key, timestamp, headers, partition, offset\n"
                + "  value.n > 1 && vlue.m\n"
                + "                 ^");
  }

  @Test
  void shouldNameTheSidesThatAConditionOnResultsKnows() {
    assertThat(Yaml.problems(output(Yaml.VALID, "where: right.n > 1")))
        .containsExactly(
            OUTPUT
                + "where: line 1, column 1: undeclared reference to 'right'; the variables are"
                + " order, payment\n  right.n > 1\n  ^");
  }

  @Test
  void shouldWarnOfArithmeticOnUntypedNumbers() throws Exception {
    assertThat(Yaml.plan(left("where: value.n + 1 > 2")).warnings())
        .singleElement()
        .asString()
        .startsWith(LEFT + "where: computes with numbers whose type only a record shows");
  }

  private static EventTime plan(String yaml) throws InvalidRouteFileException {
    return Yaml.plan(yaml).routes().get(0).input(0).time();
  }

  private static String left(String... settings) {
    return Yaml.VALID.replace(
        "lateness: 30s\n", "lateness: 30s\n        " + String.join("\n        ", settings) + "\n");
  }

  private static String output(String yaml, String setting) {
    return yaml.replace(
        "topic: \"paid-orders-{engine}\"\n",
        "topic: \"paid-orders-{engine}\"\n        " + setting + "\n");
  }
}
