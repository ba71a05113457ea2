package io.twinroute.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Yaml;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RouteInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceReaderTest {

  private static final String LEFT = "twinroute.routes.paid-orders.left.";

  @Test
  void shouldReadTopicsOfSeveralClusters() throws Exception {
    RouteInput left =
        left("[ { cluster: east, topic: orders }, { cluster: west, topic: orders } ]");

    assertThat(left.addresses()).isEqualTo("east/orders, west/orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [ east/orders, west/orders ]
          east/orders, west/orders
          [ { cluster: east, topic: orders }, west/orders ]
          """)
  void shouldReadShortForms(String topics) throws Exception {
    assertThat(left(topics).addresses()).isEqualTo("east/orders, west/orders");
  }

  @Test
  void shouldReadAListOfOneTopicAsThatTopic() throws Exception {
    assertThat(left("[ { cluster: east, topic: orders } ]"))
        .isEqualTo(Yaml.plan(Yaml.VALID).routes().get(0).input(0));
  }

  /** An environment variable replaces the list as a whole, and never hides the route. */
  @Test
  void shouldOverrideTheList() throws Exception {
    RouteFile file =
        Yaml.plan(
            with("[ { cluster: east, topic: orders } ]"),
            Map.of("TWINROUTE_ROUTES_PAID_ORDERS_LEFT_TOPICS", "west/orders,east/returns"));

    assertThat(file.routes())
        .singleElement()
        .satisfies(
            route -> assertThat(route.input(0).addresses()).isEqualTo("west/orders, east/returns"));
  }

  @Test
  void shouldRefuseAListThatIsOverriddenByWhatIsNone() {
    assertThat(
            Yaml.problems(
                with("[ { cluster: east, topic: orders } ]"),
                Map.of("TWINROUTE_ROUTES_PAID_ORDERS_LEFT_TOPICS", "orders")))
        .containsExactly(
            LEFT
                + "topics[0]: 'orders' is not a topic of a cluster; write { cluster: ..., topic:"
                + " ... } or cluster/topic");
    assertThat(
            Yaml.problems(
                with("[ { cluster: east, topic: orders } ]"),
                Map.of("TWINROUTE_ROUTES_PAID_ORDERS_LEFT_TOPIC", "orders")))
        .containsExactly(
            LEFT + "topic: is set beside 'topics'; name all topics in the list, or remove it");
    assertThat(
            Yaml.problems(
                Yaml.VALID,
                Map.of("TWINROUTE_ROUTES_PAID_ORDERS_LEFT_TOPICS", "east/orders,west/orders")))
        .containsExactly(
            LEFT + "cluster: is set beside 'topics'; name all topics in the list, or remove it",
            LEFT + "topic: is set beside 'topics'; name all topics in the list, or remove it");
  }

  @Test
  void shouldResolvePlaceholdersInTheList() throws Exception {
    RouteFile file =
        Yaml.plan(
            with("[ { cluster: east, topic: '${T:orders}' }, '${C}/orders' ]"),
            Map.of("C", "west"));

    assertThat(file.routes().get(0).input(0).addresses()).isEqualTo("east/orders, west/orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                                | topics: is an empty list; name at least one topic
          [ east/orders, ~ ]                                | topics[1]: '' is not a topic of a cluster; write { cluster: ..., topic: ... } or cluster/topic
          5                                                 | topics[0]: '5' is not a topic of a cluster; write { cluster: ..., topic: ... } or cluster/topic
          { cluster: east, topic: orders }                  | topics: expected a list, not a mapping; put [ and ] around it
          [ { cluster: east } ]                             | topics[0].topic: is missing; write { cluster: ..., topic: ... } or cluster/topic
          [ east/orders, { topic: orders } ]                | topics[1].cluster: is missing; write { cluster: ..., topic: ... } or cluster/topic
          [ east/orders, { cluster: west, topic: 5 } ]      | topics[1].topic: YAML reads this as '5'; put the text in quotes
          [ east/orders, { cluster: west, topic: a b } ]    | topics[1].topic: 'a b' is not a topic name; use letters, digits, '.', '_' and '-'
          [ east/orders, { cluster: wets, topic: orders } ] | topics[1].cluster: unknown cluster 'wets'; did you mean 'west'? defined: central, east, west
          [ east/orders, wets/orders ]                      | topics[1].cluster: unknown cluster 'wets'; did you mean 'west'? defined: central, east, west
          [ east/orders, { cluster: west, topc: orders } ]  | topics[1].topc: unknown key; did you mean 'topic'? known: cluster, topic
          [ east/orders, west/orders, east/orders ]         | topics[2].topic: 'orders' of cluster 'east' is in the list already; name each topic once
          [ east/orders, central/orders ]                   | ../output.cluster: 'central' is a source of this route; writing to a source cluster is not available in this version; name another cluster
          """)
  void shouldReport(String topics, String expected) {
    String path = "twinroute.routes.paid-orders.";
    assertThat(Yaml.problems(with(topics)))
        .containsExactly(
            expected.startsWith("../") ? path + expected.substring(3) : LEFT + expected);
  }

  @Test
  void shouldRefuseATopicOnBothSides() {
    String yaml =
        with("[ east/orders, west/orders ]")
            .replace(
                "        cluster: west\n        topic: payments\n",
                "        topics: [ west/payments, west/orders ]\n");

    assertThat(Yaml.problems(yaml))
        .containsExactly(
            "twinroute.routes.paid-orders.right.topics[1].topic: 'orders' is one of the left topics"
                + " too; a topic cannot be joined with itself");
  }

  /** Each route reads, as its second topic, what the other writes. */
  @Test
  void shouldFindACycleOverSeveralRoutes() {
    String yaml =
        """
        twinroute:
          clusters:
            a: { bootstrap-servers: "a:1" }
            b: { bootstrap-servers: "b:1" }
            c: { bootstrap-servers: "c:1" }
          routes:
            one:
              left: { topics: [ a/x, b/from-two ] }
              right: { cluster: a, topic: y }
              join: { before: 1s, after: 1s }
              output: { cluster: c, topic: from-one }
            two:
              left: { topics: [ a/x, c/from-one ] }
              right: { cluster: a, topic: y }
              join: { before: 1s, after: 1s }
              output: { cluster: b, topic: from-two }
        """;

    List<String> problems = Yaml.problems(yaml);

    assertThat(problems)
        .containsExactly(
            "twinroute.routes.one.output.topic: routes feed each other in a cycle: one -> two ->"
                + " one");
  }

  private static RouteInput left(String topics) throws Exception {
    return Yaml.plan(with(topics)).routes().get(0).input(0);
  }

  private static String with(String topics) {
    return Yaml.VALID.replace(
        "        cluster: east\n        topic: orders\n", "        topics: " + topics + "\n");
  }
}
