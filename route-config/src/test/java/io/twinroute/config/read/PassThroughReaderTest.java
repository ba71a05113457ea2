package io.twinroute.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Yaml;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ResultField;
import io.twinroute.semantics.logic.CopiedHeaders;
import io.twinroute.semantics.logic.PassThrough;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassThroughReaderTest {

  private static final String ROUTE =
      """
          all-orders:
            input: { cluster: east, topic: orders }
            output: { cluster: central, topic: "all-orders-{engine}" }
      """;

  @Test
  void shouldReadARouteWhoseInputPassesThrough() throws Exception {
    RoutePlan route = route(ROUTE);

    assertThat(route.rule()).isEqualTo(new PassThrough());
    assertThat(route.needsRepartition()).isFalse();
    assertThat(route.inputs())
        .singleElement()
        .satisfies(
            input -> {
              assertThat(input.addresses()).isEqualTo("east/orders");
              assertThat(input.name()).isEqualTo("input");
              assertThat(input.as()).isEqualTo("value");
              assertThat(input.lateness()).isEqualTo(AcceptRule.NEVER_LATE);
              assertThat(input.hasLateness()).isFalse();
              assertThat(input.silenceAfter()).isNull();
            });
  }

  @Test
  void shouldReadWhatItsInputIsCalledAndHowLateItsRecordsMayBe() throws Exception {
    RouteInput input =
        route(ROUTE.replace("orders }", "orders, as: order, lateness: 10s }")).input(0);

    assertThat(input.as()).isEqualTo("order");
    assertThat(input.lateness()).isEqualTo(Duration.ofSeconds(10));
    assertThat(input.hasLateness()).isTrue();
  }

  /** Silence is no matter of a pass-through, so its times need not say how it is measured. */
  @Test
  void shouldReadTimeConditionsAndWhatResultsHold() throws Exception {
    RoutePlan route =
        route(
            ROUTE
                .replace(
                    "orders }",
                    "orders, as: order, time: /at, time-unit: s, max-ahead: 1m, where: 'value.n > 0' }")
                .replace(
                    "cluster: central",
                    "cluster: central, where: 'order.n < 9', key: /order/id, headers: none"));

    assertThat(route.input(0).time())
        .isEqualTo(
            new EventTime(JsonPointer.parse("/at"), TimeUnit.SECONDS, Duration.ofMinutes(1)));
    assertThat(route.input(0).where()).isEqualTo("value.n > 0");
    assertThat(route.output().where()).isEqualTo("order.n < 9");
    assertThat(route.output().results().form().key())
        .isEqualTo(new ResultField(0, JsonPointer.parse("/id")));
    assertThat(route.output().results().headers()).isEqualTo(CopiedHeaders.NONE);
  }

  @Test
  void shouldKnowOnlyTheInputInConditionsOnResults() {
    String route = ROUTE.replace("cluster: central", "cluster: central, where: 'right != null'");

    assertThat(Yaml.problems(Yaml.VALID + route))
        .singleElement()
        .asString()
        .startsWith("twinroute.routes.all-orders.output.where: line 1, column 1: ")
        .contains("'right'", "the variables are value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          orders }  | orders, key: /id }           | input.key: belongs to joins: records that pass through meet no others; remove it, or set output.key to give results another key |
          orders }  | orders, record-key: /id }    | input.record-key: belongs to joins: records that pass through meet no others; remove it, or set output.key to give results another key |
          orders }  | orders, silence-after: 1m }  | input.silence-after: belongs to joins: a route whose input passes through waits for no partition; remove it |
          orders }  | orders, time: id }           | input.time: 'id' names no field; a JSON Pointer begins with '/', as /orderId does |
          orders }  | orders, time-unit: s }       | input.time-unit: belongs to time; set that too, or remove this |
          cluster: central | cluster: central, select: { id: /left/id } | output.select.id: '/left/id' is not in the input's value; begin with /value |
          cluster: central | cluster: central, headers: left | output.headers: 'left' belongs to joins; write none, or remove it to keep the record's headers |
          orders }  | orders, lateness: soon }     | input.lateness: 'soon' is not a duration; write for example 500ms, 30s, 10m or 1h |
          orders }  | orders, latenes: 1m }        | input.latenes: unknown key; did you mean 'lateness'? known: as, cluster, lateness, max-ahead, time, time-unit, topic, topics, where |
          , topic: orders | ``                     | input.topic: is missing; name the topic to read |
          cluster: central | cluster: east         | output.cluster: 'east' is a source of this route; writing to a source cluster is not available in this version; name another cluster |
          input:    | silence-after: 1m#input:     | silence-after: belongs to joins: a route whose input passes through waits for no partition; remove it |
          input:    | repartition: always#input:   | repartition: belongs to joins: records that pass through stay in their partitions until they are written; remove it |
          input:    | join: { before: 0, after: 0 }#input: | join: does not go with input, whose records pass through; remove it, or remove input |
          input:    | left: { cluster: east, topic: orders }#right: { cluster: west, topic: payments }#input: | left: does not go with input, whose records pass through; remove it, or remove input | right: does not go with input, whose records pass through; remove it, or remove input
          """)
  void shouldReport(String part, String instead, String first, String second) {
    String route = ROUTE.replace(part, instead.replace("#", "\n      "));

    assertThat(Yaml.problems(Yaml.VALID + route))
        .containsExactlyElementsOf(
            Stream.of(first, second)
                .filter(Objects::nonNull)
                .map(problem -> "twinroute.routes.all-orders." + problem)
                .toList());
  }

  private static RoutePlan route(String text) throws Exception {
    return Yaml.plan(Yaml.VALID + text).routes().get(1);
  }
}
