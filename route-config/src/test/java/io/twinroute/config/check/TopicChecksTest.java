package io.twinroute.config.check;

import static io.twinroute.config.Yaml.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicChecksTest {

  private static final String CLUSTERS =
      """
      twinroute:
        clusters:
          east: { bootstrap-servers: "east:9092" }
          west: { bootstrap-servers: "west:9092" }
          central: { bootstrap-servers: "c1:9092,c2:9092" }
          hub: { bootstrap-servers: "C2:9092, c1:9092" }
        routes:
      """;

  @Test
  void shouldAcceptChainOfRoutes() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid"),
                route("second", "central/paid", "east/orders", "west/shipped")))
        .isEmpty();
  }

  @Test
  void shouldAcceptSourcesOnOneCluster() {
    assertThat(problems(route("first", "east/orders", "east/payments", "central/paid"))).isEmpty();
  }

  @Test
  void shouldRejectTopicJoinedWithItself() {
    assertThat(problems(route("first", "east/orders", "east/orders", "central/paid")))
        .containsExactly(
            "twinroute.routes.first.right.topic: 'orders' is the left topic too; a topic cannot be"
                + " joined with itself");
  }

  @Test
  void shouldRejectTwoRoutesThatWriteOneTopic() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid"),
                route("second", "east/returns", "west/payments", "hub/paid")))
        .containsExactly(
            "twinroute.routes.second.output.topic: 'paid' is already the output of route 'first';"
                + " each route needs a topic of its own");
  }

  @Test
  void shouldReportOneNameOnceWhateverEnginesMakeOfIt() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid-{engine}"),
                route("second", "east/returns", "west/payments", "hub/paid-{engine}")))
        .containsExactly(
            "twinroute.routes.second.output.topic: 'paid-flink' is already the output of route"
                + " 'first'; each route needs a topic of its own");
  }

  @Test
  void shouldCompareOutputsAsEachEngineNamesThem() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid-{engine}"),
                route("second", "east/returns", "west/payments", "central/paid-kstreams")))
        .containsExactly(
            "twinroute.routes.second.output.topic: 'paid-kstreams' is already the output of route"
                + " 'first'; each route needs a topic of its own");
  }

  @Test
  void shouldAcceptOneNameOnTwoClusters() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid"),
                route("second", "east/orders", "central/payments", "west/paid")))
        .isEmpty();
  }

  @Test
  void shouldRejectOutputThatIsAnInputUnderAnotherAlias() {
    assertThat(
            problems(
                route("first", "hub/orders-flink", "west/payments", "central/orders-{engine}")))
        .containsExactly(
            "twinroute.routes.first.output.topic: 'orders-flink' is an input of the same route; a"
                + " route cannot read what it writes");
  }

  @Test
  void shouldRejectCycle() {
    assertThat(
            problems(
                route("entry", "east/x", "west/y", "central/entered"),
                route("a", "east/loop", "central/entered", "west/a-out"),
                route("b", "west/a-out", "east/orders", "central/b-out-{engine}"),
                route("c", "central/b-out-kstreams", "west/payments", "east/loop")))
        .containsExactly(
            "twinroute.routes.a.output.topic: routes feed each other in a cycle: a -> b -> c -> a");
  }

  @Test
  void shouldRejectOutputOverAnotherRoutesMirror() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid"),
                route("second", "east/returns", "west/refunds", "hub/west.payments")))
        .containsExactly(
            "twinroute.routes.second.output.topic: 'west.payments' is where a source topic is"
                + " mirrored to; name another topic");
  }

  @Test
  void shouldCheckRoutesThatHaveOtherProblemsToo() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid"),
                route("second", "nort/returns", "west/payments", "central/paid")))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
        .containsExactly(
            "twinroute.routes.second.left.cluster", "twinroute.routes.second.output.topic");
  }

  @Test
  void shouldRejectRejectedTopicThatAnotherRouteWrites() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid"),
                route("second", "east/returns", "west/refunds", "hub/back", "late-topic: paid"),
                route("third", "east/x", "west/y", "hub/z", "dead-letter-topic: paid.late")))
        .containsExactly(
            "twinroute.routes.second.output.late-topic: 'paid' is already the output of route"
                + " 'first'; each route needs a topic of its own",
            "twinroute.routes.third.output.dead-letter-topic: 'paid.late' is already the late topic"
                + " of route 'first'; each route needs a topic of its own");
  }

  @Test
  void shouldRejectDefaultThatAnotherRouteWrites() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid.late"),
                route("second", "east/returns", "west/refunds", "hub/paid")))
        .containsExactly(
            "twinroute.routes.second.output.topic: its late topic 'paid.late' is already the output"
                + " of route 'first'; name another topic, or set late-topic to one or to none");
  }

  @Test
  void shouldAcceptRejectedTopicsOfOneNameOnTwoClusters() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid", "late-topic: late"),
                route("second", "east/orders", "central/x", "west/paid", "late-topic: late")))
        .isEmpty();
  }

  @Test
  void shouldRejectRejectedTopicsOverMirrors() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments.late", "central/west.payments"),
                route("second", "east/x", "west/y", "hub/z", "dead-letter-topic: east.orders")))
        .containsExactly(
            "twinroute.routes.first.output.topic: its late topic 'west.payments.late' is where a"
                + " source topic is mirrored to; name another topic, or set late-topic to one or"
                + " to none",
            "twinroute.routes.second.output.dead-letter-topic: 'east.orders' is where a source"
                + " topic is mirrored to; name another topic");
  }

  @Test
  void shouldRejectRejectedTopicThatIsAnInputOfTheSameRoute() {
    assertThat(
            problems(
                route("first", "hub/orders", "west/x", "central/paid", "late-topic: orders"),
                route("second", "hub/paid2.dead-letter", "west/y", "central/paid2")))
        .containsExactly(
            "twinroute.routes.first.output.late-topic: 'orders' is an input of the same route; a"
                + " route cannot read what it writes",
            "twinroute.routes.second.output.topic: its dead-letter topic 'paid2.dead-letter' is an"
                + " input of the same route; a route cannot read what it writes");
  }

  @Test
  void shouldAcceptRouteThatReadsWhatAnotherRejects() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid"),
                route("second", "central/paid.late", "east/orders", "west/again")))
        .isEmpty();
  }

  @Test
  void shouldRejectCycleOverARejectedTopic() {
    assertThat(
            problems(
                route("a", "east/loop", "central/x", "west/a-out", "late-topic: a-late"),
                route("b", "west/a-late", "central/y", "east/loop")))
        .containsExactly(
            "twinroute.routes.a.output.late-topic: routes feed each other in a cycle: a -> b -> a");
  }

  private static List<String> problems(String... routes) {
    return Yaml.problems(CLUSTERS + String.join("", routes));
  }
}
