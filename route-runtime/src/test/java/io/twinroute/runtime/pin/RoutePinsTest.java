package io.twinroute.runtime.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.failure.Lost;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePinsTest {

  private static final FoundTopic ORDERS = new FoundTopic("east/orders", "o1", 1);
  private static final FoundTopic PAYMENTS = new FoundTopic("west/payments", "p1", 1);

  private final RoutePlan inner = Routes.untilEnd(List.of(1L), List.of(1L)).plan();

  @Test
  void shouldFitTheRouteTheyWereMadeFor() {
    assertThatNoException()
        .isThrownBy(
            () -> pins("inner").mustFit(inner, List.of(List.of(ORDERS), List.of(PAYMENTS))));
  }

  /** What waits, and what is kept, was decided by the type that the route had then. */
  @ParameterizedTest
  @ValueSource(strings = {"left", "outer", "lookup", "left-lookup"})
  void shouldRefuseAnotherTypeOfJoin(String type) {
    assertThatThrownBy(() -> pins(type).mustFit(inner, List.of(List.of(ORDERS), List.of(PAYMENTS))))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("'" + type + "'")
        .hasMessageContaining("'inner'")
        .hasMessageContaining("new name");
  }

  /** The state numbers the partitions of all topics, in the order of the first start. */
  @Test
  void shouldRefuseAFurtherTopicALostOneAndAnotherOrder() {
    FoundTopic north = new FoundTopic("north/orders", "n1", 1);
    RoutePins pins = pins("inner");
    RoutePins both =
        new RoutePins(
            "i",
            0,
            "inner",
            1_000,
            List.of(
                new InputPins(
                    List.of(
                        new TopicPins("east/orders", "o1", List.of(0L)),
                        new TopicPins("north/orders", "n1", List.of(0L)))),
                pins.input(1)),
            Map.of(),
            Map.of(),
            null);

    assertThatNoException()
        .isThrownBy(() -> both.mustFit(inner, List.of(List.of(ORDERS, north), List.of(PAYMENTS))));
    assertThatThrownBy(
            () -> pins.mustFit(inner, List.of(List.of(ORDERS, north), List.of(PAYMENTS))))
        .hasMessage(
            "Route 'paid-orders' was started on east/orders and cannot resume on east/orders,"
                + " north/orders. Give the route a new name to start it over.");
    assertThatThrownBy(() -> both.mustFit(inner, List.of(List.of(ORDERS), List.of(PAYMENTS))))
        .hasMessageContaining(
            "was started on east/orders, north/orders and cannot resume on east/orders.");
    assertThatThrownBy(
            () -> both.mustFit(inner, List.of(List.of(north, ORDERS), List.of(PAYMENTS))))
        .hasMessageContaining(
            "on east/orders, north/orders and cannot resume on north/orders, east/orders.");
    assertThatThrownBy(
            () ->
                both.mustFit(
                    inner,
                    List.of(
                        List.of(ORDERS, new FoundTopic("north/orders", "n2", 1)),
                        List.of(PAYMENTS))))
        .hasMessageContaining("was started on north/orders and cannot resume: the topic has been");
  }

  /** Which records and results there are depends on it. */
  @Test
  void shouldRefuseAnotherLimitOnTheSizeOfRecords() {
    List<List<FoundTopic>> sources = List.of(List.of(ORDERS), List.of(PAYMENTS));

    assertThatNoException()
        .isThrownBy(() -> pins("inner").mustFit(Routes.limited(inner, 1_000), sources));
    assertThatThrownBy(() -> pins("inner").mustFit(Routes.limited(inner, 1_001), sources))
        .isInstanceOfSatisfying(
            RouteFailedException.class, e -> assertThat(e.isPermanent()).isTrue())
        .hasMessage(
            "Route 'paid-orders' was started with max-record-bytes 1000 and cannot resume with"
                + " 1001. Set it back, or give the route a new name to start it over.");
  }

  @Test
  void shouldHoldOnToTheTopicsThatTheRouteHasWrittenTo() {
    RoutePins pins = pins("inner").withOutputs(Map.of("late", "l1"));

    assertThatNoException().isThrownBy(() -> pins.mustHold(inner, "out", "o1"));
    assertThatNoException().isThrownBy(() -> pins.mustHold(inner, "new", null));
    assertThatThrownBy(() -> pins.mustHold(inner, "out", null))
        .hasMessageContaining("'out' on cluster")
        .hasMessageContaining(" was deleted, and with it what route '" + inner.name() + "'");
    assertThatThrownBy(() -> pins.mustHold(inner, "late", "l2"))
        .hasMessageContaining(" was deleted and created again, and with it");
  }

  /** What one engine has lost, the other one may still read. */
  @Test
  void shouldEndOnlyTheEngineThatHasLostRecords() {
    Lost loss = new Lost.Uncopied("east", "orders", 3, 12, 20);
    RoutePins pins = pins("inner").withStatePlace("kstreams", "here").withLoss("kstreams", loss);

    assertThatNoException().isThrownBy(() -> pins.mustBeWhole(TestEngines.FLINK));
    assertThatThrownBy(() -> pins.mustBeWhole(TestEngines.KSTREAMS))
        .isInstanceOfSatisfying(
            RouteFailedException.class, e -> assertThat(e.failure()).isEqualTo(loss))
        .hasMessage(loss.text());
    assertThat(pins.withStatePlace("kstreams", "there").on("kstreams"))
        .isEqualTo(new EnginePins("there", loss));
    assertThat(pins.on("kstreams").statePlace()).isEqualTo("here");
  }

  /** Pins that an earlier version has written. */
  @Test
  void shouldReadPinsWithoutOutputsAndInstallation() throws IOException {
    RoutePins read =
        new ObjectMapper()
            .readValue(
                """
                {"incarnation":"i","repartitionPartitions":0,"rule":"inner","maxRecordBytes":1,
                 "inputs":[{"topics":[{"topic":"east/orders","topicId":"o1","starts":[0]}]},
                           {"topics":[{"topic":"west/payments","topicId":"p1","starts":[0]}]}]}
                """,
                RoutePins.class);

    assertThat(read.outputs()).isEmpty();
    assertThat(read.installation()).isNull();
    assertThat(new ObjectMapper().writeValueAsString(read)).doesNotContain("installation");
    assertThatNoException().isThrownBy(() -> read.mustHold(inner, "out", "o1"));
  }

  private static RoutePins pins(String type) {
    return new RoutePins(
        "i",
        0,
        type,
        1_000,
        List.of(
            new InputPins(List.of(new TopicPins("east/orders", "o1", List.of(0L)))),
            new InputPins(List.of(new TopicPins("west/payments", "p1", List.of(0L))))),
        Map.of(),
        Map.of("out", "o1"),
        "installation");
  }
}
