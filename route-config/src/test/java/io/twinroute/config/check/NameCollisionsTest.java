package io.twinroute.config.check;

import static io.twinroute.config.Yaml.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each with the engines of the tests, of which one reads copies and keeps topics of its own. */
class NameCollisionsTest {

  private static final String ONE =
      ", differ in '.' and '_' only, so that Kafka takes them for one; ";

  @Test
  void shouldRejectOutputsOfTwoRoutes() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid.v1-{engine}"),
                route("second", "east/orders", "west/payments", "hub/paid_v1-{engine}")))
        .containsExactly(
            "twinroute.routes.second.output.topic: 'paid_v1-flink' and 'paid.v1-flink', the output"
                + " of route 'first'"
                + ONE
                + "name another topic");
  }

  @Test
  void shouldAcceptThemOnTwoClusters() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid.v1"),
                route("second", "east/orders", "central/payments", "west/paid_v1")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          paid.all | late-topic: paid_all                          | late-topic: 'paid_all' and 'paid.all', the output
          paid     | late-topic: x.late, dead-letter-topic: x_late | dead-letter-topic: 'x_late' and 'x.late', the late topic
          paid     | dead-letter-topic: paid_late                  | dead-letter-topic: 'paid_late' and 'paid.late', the late topic
          """)
  void shouldRejectTopicsOfOneRoute(String output, String settings, String problem) {
    assertThat(
            problems(route("first", "east/orders", "west/payments", "central/" + output, settings)))
        .containsExactly(
            "twinroute.routes.first.output."
                + problem
                + " of this route"
                + ONE
                + "name another topic");
  }

  @Test
  void shouldRejectADefaultThatCollidesWithAnotherOutput() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid_late"),
                route("second", "east/orders", "west/payments", "central/paid")))
        .containsExactly(
            "twinroute.routes.second.output.topic: its late topic 'paid.late' and 'paid_late', the"
                + " output of route 'first'"
                + ONE
                + "name another topic, or set late-topic to one or to none");
  }

  @Test
  void shouldRejectAnOutputBesideARemoteTopic() {
    assertThat(problems(route("first", "east/orders", "west/payments", "central/east_orders")))
        .containsExactly(
            "twinroute.routes.first.output.topic: 'east_orders' and 'east.orders', the remote topic"
                + " of 'east/orders' of this route"
                + ONE
                + "name another topic");
  }

  @Test
  void shouldRejectRemoteTopicsOfTwoSources() {
    assertThat(
            problems(
                route("first", "east/eu.orders", "west/payments", "central/paid"),
                route("second", "east_eu/orders", "west/payments", "central/more")))
        .containsExactly(
            "twinroute.routes.second.left.topic: its remote topic 'east_eu.orders' and"
                + " 'east.eu.orders', the remote topic of 'east/eu.orders' of route 'first'"
                + ONE
                + "read another topic, or give its cluster another alias");
  }

  @Test
  void shouldRejectWhatIsToBeCreatedBesideASourceOnThatCluster() {
    assertThat(
            problems(
                route("first", "central/east_orders", "central/paid_v1", "west/back"),
                route("second", "east/orders", "west/payments", "hub/paid.v1")))
        .containsExactly(
            "twinroute.routes.second.left.topic: its remote topic 'east.orders' and 'east_orders',"
                + " a source of route 'first'"
                + ONE
                + "read another topic, or give its cluster another alias",
            "twinroute.routes.second.output.topic: 'paid.v1' and 'paid_v1', a source of route"
                + " 'first'"
                + ONE
                + "name another topic");
  }

  /** They are there, or the start says which is not. */
  @Test
  void shouldSayNothingOfTwoSources() {
    assertThat(problems(route("first", "east/a.b", "east/a_b", "central/paid")))
        .noneMatch(problem -> problem.contains("'a_b' and 'a.b'"));
  }

  @Test
  void shouldLetARouteReadWhatAnotherWrites() {
    assertThat(
            problems(
                route("first", "east/orders", "west/payments", "central/paid.v1"),
                route("second", "central/paid.v1", "central/paid.v1.late", "west/more")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          twinroute.pins     | is the topic in which routers pin where routes start; name another topic
          twinroute_pins     | and 'twinroute.pins', the topic in which routers pin where routes start, differ in
          __consumer_offsets | is a topic of the brokers' own; name another topic
          worker.central     | is a topic that Kafka Streams creates for itself; name another topic
          worker_central     | and 'worker.central', a topic that Kafka Streams creates for itself, differ in
          own-first-0a1b2c3d | may be a topic that Kafka Streams creates for itself; name another topic
          """)
  void shouldRejectWhatRoutersKeepForThemselves(String topic, String why) {
    assertThat(problems(route("first", "east/orders", "west/payments", "central/" + topic)))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("twinroute.routes.first.output.topic: '" + topic + "' " + why);
  }

  @Test
  void shouldRejectARemoteTopicThatWouldBeThePins() {
    assertThat(problems(route("first", "twinroute/pins", "west/payments", "central/paid")))
        .containsExactly(
            "twinroute.routes.first.left.topic: its remote topic 'twinroute.pins' is the topic in"
                + " which routers pin where routes start; read another topic, or give its cluster"
                + " another alias");
  }

  private static List<String> problems(String... routes) {
    String clusters =
        """
        twinroute:
          clusters:
            east: { bootstrap-servers: "east:9092" }
            east_eu: { bootstrap-servers: "eu:9092" }
            west: { bootstrap-servers: "west:9092" }
            twinroute: { bootstrap-servers: "other:9092" }
            central: { bootstrap-servers: "c1:9092,c2:9092" }
            hub: { bootstrap-servers: "C2:9092, c1:9092" }
          routes:
        """;
    return Yaml.problems(clusters + String.join("", routes));
  }
}
