package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemMessagesTest {

  /** Each row changes one line of the valid file and causes exactly one problem. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cluster: east       | cluster: eats       | routes.paid-orders.left.cluster: unknown cluster 'eats'; did you mean 'east'? defined: central, east, west
          cluster: east       | cluster: north-pole | routes.paid-orders.left.cluster: unknown cluster 'north-pole'; defined: central, east, west
          topic: orders       | topik: orders       | routes.paid-orders.left.topik: unknown key; did you mean 'topic'? known: as, cluster, key, lateness, max-ahead, record-key, silence-after, time, time-unit, topic, topics, where
          right:              | rigth:              | routes.paid-orders.rigth: unknown key; did you mean 'right'? known: delivery, enabled, input, join, left, max-record-bytes, output, parallelism, repartition, right, silence-after
          topic: orders       | topic: my orders    | routes.paid-orders.left.topic: 'my orders' is not a topic name; use letters, digits, '.', '_' and '-'
          topic: orders       | topic: ''           | routes.paid-orders.left.topic: is empty; give it a value or remove the key
          topic: orders       | topic:              | routes.paid-orders.left.topic: has no value; give it one or remove the key
          topic: orders       | topic: [a, b]       | routes.paid-orders.left.topic: expected a single value, not a list; separate several by commas in one text
          topic: orders       | topic: {a: b}       | routes.paid-orders.left.topic: expected a single value, not a mapping
          topic: orders       | topic: {}           | routes.paid-orders.left.topic: expected a single value, not a mapping
          topic: orders       | topic: 010          | routes.paid-orders.left.topic: YAML reads this as '8'; put the text in quotes
          topic: orders       | # no topic          | routes.paid-orders.left.topic: is missing; name the topic to read
          as: order           | as: no              | routes.paid-orders.left.as: YAML reads this as 'false'; put the text in quotes
          as: order           | as: payment         | routes.paid-orders.right.as: 'payment' names both sides; they are members of one result
          as: order           | as: "a\\u0007"      | routes.paid-orders.left.as: holds a control character; it is the name of a member in the result
          lateness: 30s       | lateness: 30        | routes.paid-orders.left.lateness: '30' is not a duration; write for example 500ms, 30s, 10m or 1h
          lateness: 30s       | lateness: soon      | routes.paid-orders.left.lateness: 'soon' is not a duration; write for example 500ms, 30s, 10m or 1h
          lateness: 30s       | lateness: -5s       | routes.paid-orders.left.lateness: '-5s' is negative; write for example 500ms, 30s, 10m or 1h
          lateness: 30s       | lateness: 5us       | routes.paid-orders.left.lateness: '5us' is finer than a millisecond, the resolution of Kafka's timestamps
          lateness: 30s       | lateness: 3651d     | routes.paid-orders.left.lateness: '3651d' is longer than 3650 days; write for example 500ms, 30s, 10m or 1h
          type: inner         | type: iner          | routes.paid-orders.join.type: unknown value 'iner'; did you mean 'inner'? supported: inner, left, left-lookup, lookup, outer
          before: 10m         | before: PT-1S       | routes.paid-orders.join.before: 'PT-1S' is negative; write for example 500ms, 30s, 10m or 1h
          before: 10m         | befor: 10m          | routes.paid-orders.join.befor: unknown key; did you mean 'before'? known: after, before, first-version, history, type
          cluster: central    | cluster: east       | routes.paid-orders.output.cluster: 'east' is a source of this route; writing to a source cluster is not available in this version; name another cluster
          topic: "paid-orders-{engine}" | topic: "a/{engine}" | routes.paid-orders.output.topic: 'a/flink' is not a topic name; use letters, digits, '.', '_' and '-'; '{engine}' becomes the engine's name
          topic: "paid-orders-{engine}" | topic: "{motor}" | routes.paid-orders.output.topic: '{motor}' is not a topic name; use letters, digits, '.', '_' and '-'; '{engine}' becomes the engine's name
          topic: "paid-orders-{engine}" | topic: east.orders | routes.paid-orders.output.topic: 'east.orders' is where a source topic is mirrored to; name another topic
          delivery: exactly-once | delivery: exactly-one  | routes.paid-orders.delivery: unknown value 'exactly-one'; did you mean 'exactly-once'? supported: at-least-once, exactly-once
          delivery: exactly-once | repartition: sometimes | routes.paid-orders.repartition: unknown value 'sometimes'; supported: always, auto
          delivery: exactly-once | exchange: sometimes    | routes.paid-orders.exchange: unknown value 'sometimes'; supported: always, auto
          delivery: exactly-once | parallelism: 0         | routes.paid-orders.parallelism: expected a whole number of at least 1, not '0'
          delivery: exactly-once | parallelism: 1.5       | routes.paid-orders.parallelism: expected a whole number of at least 1, not '1.5'
          delivery: exactly-once | parallelism: many      | routes.paid-orders.parallelism: expected a whole number of at least 1, not 'many'
          delivery: exactly-once | parallelism: 99999999999 | routes.paid-orders.parallelism: expected a whole number of at least 1, not '99999999999'
          delivery: exactly-once | max-record-bytes: 0    | routes.paid-orders.max-record-bytes: expected a whole number of at least 1, not '0'
          delivery: exactly-once | max-record-bytes: 67108865 | routes.paid-orders.max-record-bytes: expected a whole number of at most 67108864, not '67108865'
          delivery: exactly-once | enabled: maybe         | routes.paid-orders.enabled: unknown value 'maybe'; supported: false, true
          delivery: exactly-once | max-record-bytes: 1MiB | routes.paid-orders.max-record-bytes: expected a whole number of at least 1, not '1MiB'
          delivery: exactly-once | delivery:              | routes.paid-orders.delivery: has no value; give it one or remove the key
          "localhost:19092"   | localhost           | clusters.east.bootstrap-servers: 'localhost' is not an address; expected host:port, several separated by commas
          "localhost:19092"   | "a:1,"              | clusters.east.bootstrap-servers: '' is not an address; expected host:port, several separated by commas
          "localhost:19092"   | "a:70000"           | clusters.east.bootstrap-servers: 'a:70000' is not an address; expected host:port, several separated by commas
          "localhost:19092"   | "SSL://a:1"         | clusters.east.bootstrap-servers: 'SSL://a:1' is not an address; expected host:port, several separated by commas
          """)
  void shouldReport(String line, String replacement, String expected) {
    // given
    String yaml =
        Yaml.VALID.replaceFirst(Pattern.quote(line), Matcher.quoteReplacement(replacement));

    // when / then
    assertThat(Yaml.problems(yaml)).containsExactly("twinroute." + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          flink: {slot: 2}                             | flink.slot: unknown key; did you mean 'slots'? known: cluster, slots
          flink:                                       | flink: is empty; expected a mapping with the keys cluster, slots
          kstreams: [a]                                | kstreams: expected a mapping with the keys worker, not a list
          restart: {initial-backoff: 2m}               | restart.max-backoff: is shorter than initial-backoff; make it at least as long
          restart: {max-attempts: -1}                  | restart.max-attempts: expected a whole number of at least 0, not '-1'
          rotues: {}                                   | rotues: unknown key; did you mean 'routes'? known: clusters, flink, kstreams, naming, restart, routes
          """)
  void shouldReportSettingsOfTheWholeFile(String addition, String expected) {
    assertThat(Yaml.problems(Yaml.VALID + "  " + addition + "\n"))
        .containsExactly("twinroute." + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                          | twinroute.clusters: no cluster is defined; a route file needs at least one | twinroute.routes: no route is defined; a route file needs at least one
          {twinrout: {routes: {}}}    | twinrout: unknown key; did you mean 'twinroute'? |
          {twinroute: }               | twinroute: is empty; expected a mapping with the keys clusters, flink, kstreams, naming, restart, routes |
          {twinroute: 5}              | twinroute: expected a mapping with the keys clusters, flink, kstreams, naming, restart, routes, not a single value |
          {twinroute: {clusters: {}, routes: [a]}} | twinroute.clusters: no cluster is defined; a route file needs at least one | twinroute.routes: expected a mapping from names to settings, not a list
          """)
  void shouldReportFilesWithoutRoutes(String yaml, String first, String second) {
    assertThat(Yaml.problems(yaml))
        .containsExactlyElementsOf(Stream.of(first, second).filter(Objects::nonNull).toList());
  }

  @Test
  void shouldReportEachMissingPartOfARoute() {
    // given
    String yaml = Yaml.VALID + "    empty: {}\n    side-only:\n      left: east\n";

    // when / then
    String name = "twinroute.routes.";
    String duration = ": is missing; write for example 500ms, 30s, 10m or 1h";
    String cluster = ": is missing; name a cluster of twinroute.clusters";
    assertThat(Yaml.problems(yaml))
        .containsExactly(
            name + "empty.left.cluster" + cluster,
            name + "empty.left.topic: is missing; name the topic to read",
            name + "empty.right.cluster" + cluster,
            name + "empty.right.topic: is missing; name the topic to read",
            name + "empty.join.before" + duration,
            name + "empty.join.after" + duration,
            name + "empty.output.cluster" + cluster,
            name + "empty.output.topic: is missing; name the topic to write",
            name
                + "side-only.left: expected a mapping with the keys as, cluster, key, lateness,"
                + " max-ahead, record-key, silence-after, time, time-unit, topic, topics, where, not a"
                + " single value",
            name + "side-only.right.cluster" + cluster,
            name + "side-only.right.topic: is missing; name the topic to read",
            name + "side-only.join.before" + duration,
            name + "side-only.join.after" + duration,
            name + "side-only.output.cluster" + cluster,
            name + "side-only.output.topic: is missing; name the topic to write");
  }

  @Test
  void shouldReportAllProblemsInTheOrderOfTheFile() {
    // given
    String yaml =
        Yaml.VALID
                .replace("\"localhost:29092\"", "nowhere")
                .replace("cluster: east", "cluster: eats")
                .replace("lateness: 45s", "lateness: -1s")
                .replace("        after: 5m\n", "")
                .replace("delivery: exactly-once", "delivery: twice")
            + "  flink:\n    speed: high\n"
            + "  restart:\n    max-attempts: x\n";

    // when / then
    assertThat(Yaml.problems(yaml))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
        .containsExactly(
            "twinroute.clusters.west.bootstrap-servers",
            "twinroute.routes.paid-orders.left.cluster",
            "twinroute.routes.paid-orders.right.lateness",
            "twinroute.routes.paid-orders.join.after",
            "twinroute.routes.paid-orders.delivery",
            "twinroute.flink.speed",
            "twinroute.restart.max-attempts");
  }

  @Test
  void shouldRejectIllegalNames() {
    // given
    String longName = "r".repeat(101);
    String yaml =
        Yaml.VALID.replace("    east:", "    ea.st:").replace("paid-orders:", longName + ":");

    // when / then
    assertThat(Yaml.problems(yaml))
        .containsExactly(
            "twinroute.clusters.ea.st: 'ea.st' cannot prefix a mirrored topic; use letters, digits,"
                + " '_' and '-'",
            "twinroute.routes." + longName + ": has 101 characters; use at most 100",
            "twinroute.routes."
                + longName
                + ".left.cluster: unknown cluster 'east'; did you mean 'ea.st'? defined: central,"
                + " ea.st, west");
  }

  @Test
  void shouldRejectNamesThatOverridesCannotTellApart() {
    // given
    String yaml =
        Yaml.VALID.replace("  routes:", "    East:\n      bootstrap-servers: a:1\n  routes:");

    // when / then
    assertThat(Yaml.problems(yaml))
        .containsExactly(
            "twinroute.clusters.East: differs from 'east' in case or separators only; rename one of"
                + " them");
  }

  @Test
  void shouldRejectBootstrapServersAmongClientSettings() {
    // given
    String yaml =
        Yaml.VALID.replace(
            "\"localhost:19092\"", "a:1\n      properties: {bootstrap.servers: 'b:1'}");

    // when / then
    assertThat(Yaml.problems(yaml))
        .containsExactly(
            "twinroute.clusters.east.properties.bootstrap.servers: use the cluster's key"
                + " bootstrap-servers instead");
  }

  @Test
  void shouldRejectTopicsThatAreTooLong() {
    // given
    String yaml =
        Yaml.VALID
            .replace("topic: orders", "topic: " + "o".repeat(250))
            .replace("topic: payments", "topic: " + "p".repeat(249));

    // when / then
    assertThat(Yaml.problems(yaml))
        .containsExactly(
            "twinroute.routes.paid-orders.left.topic: has 250 characters; Kafka allows 249",
            "twinroute.routes.paid-orders.right.topic: its mirror's name, with the cluster's alias"
                + " in front, has 254 characters; Kafka allows 249");
  }
}
