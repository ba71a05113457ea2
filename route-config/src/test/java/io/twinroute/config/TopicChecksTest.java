package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

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
            "twinroute.routes.first.output.topic: is an input of the same route; a route cannot"
                + " read what it writes");
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

  private static List<String> problems(String... routes) {
    return Yaml.problems(CLUSTERS + String.join("", routes));
  }

  private static String route(String name, String left, String right, String output) {
    return """
        %s:
          left: { cluster: %s, topic: %s }
          right: { cluster: %s, topic: %s }
          join: { before: 0, after: 1s }
          output: { cluster: %s, topic: "%s" }
    """
        .formatted((Object[]) (name + "/" + left + "/" + right + "/" + output).split("/"))
        .indent(0);
  }
}
