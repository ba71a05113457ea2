package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.twinroute.config.engine.RouteFileKeys;
import io.twinroute.config.key.JsonSchema;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor reports about a route file with the printed schema. */
class JsonSchemaTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonSchema.ofRouteFiles(RouteFileKeys.ROOT));

  @Test
  void shouldBeAJsonSchemaItself() {
    // given
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");

    // when / then
    assertThat(meta.validate(JsonSchema.ofRouteFiles(RouteFileKeys.ROOT), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void shouldAcceptAValidFile() {
    shouldAccept(Yaml.VALID);
  }

  /** Each line is as good a part of a route file as the one in its place. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "delivery: at-least-once",
        "delivery: \"${DELIVERY:exactly-once}\"",
        "repartition: always",
        "exchange: always",
        "parallelism: 3",
        "parallelism: \"3\"",
        "parallelism: \"${N}\"",
        "max-record-bytes: 1000000",
        "enabled: false",
        "enabled: \"${ON:true}\"",
        "silence-after: never",
        "silence-after: PT10M",
        "silence-after: \"${SILENCE}\"",
      })
  void shouldAcceptALine(String line) {
    shouldAccept(with("delivery: exactly-once", line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: lookup, history: 1h",
        "type: left-lookup",
        "type: \"${TYPE}\"",
        "before: 0, after: 1d",
      })
  void shouldAcceptAJoin(String join) {
    shouldAccept(withJoin(join));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ { cluster: east, topic: orders }, west/orders ]",
        "\"east/orders, west/orders\"",
      })
  void shouldAcceptTopics(String topics) {
    shouldAccept(withTopics("topics: " + topics));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          topics: []                                | /twinroute/routes/paid-orders/left/topics minItems
          topics: 5                                 | /twinroute/routes/paid-orders/left/topics type
          topics: [ { cluster: east } ]             | /twinroute/routes/paid-orders/left/topics/0 required
          topics: [ east/orders ], topic: orders    | /twinroute/routes/paid-orders/left/topic false
          cluster: east                             | /twinroute/routes/paid-orders/left required
          """)
  void shouldRejectTopics(String topics, String expected) {
    shouldReject(withTopics(topics), expected);
  }

  private static String withTopics(String topics) {
    return Yaml.VALID.replaceFirst(
        "left:\\s+cluster: east\\s+topic: orders\\s+as: order\\s+lateness: 30s",
        "left: { " + topics + " }");
  }

  @Test
  void shouldAcceptAnyClientSettingAndOtherRoots() {
    // given
    String properties =
        "a:1\n      properties: { acks: all, linger.ms: 5, ssl: { key: { a: x } } }";

    // when / then
    shouldAccept(with("\"localhost:19092\"", properties));
    shouldAccept(Yaml.VALID + "micronaut: { server: { port: 8080 } }\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          topic: orders          | topik: orders            | /twinroute/routes/paid-orders/left          | additionalProperties
          topic: orders          | # none                   | /twinroute/routes/paid-orders/left          | required
          right:                 | rigth:                   | /twinroute/routes/paid-orders               | required
          topic: orders          | topic: 5                 | /twinroute/routes/paid-orders/left/topic    | type
          topic: orders          | topic: my orders         | /twinroute/routes/paid-orders/left/topic    | pattern
          as: order              | as: ''                   | /twinroute/routes/paid-orders/left/as       | pattern
          lateness: 30s          | lateness: 30             | /twinroute/routes/paid-orders/left/lateness | maximum
          lateness: 30s          | lateness: soon           | /twinroute/routes/paid-orders/left/lateness | pattern
          lateness: 30s          | lateness: [30s]          | /twinroute/routes/paid-orders/left/lateness | type
          lateness: 30s          | key: orderId             | /twinroute/routes/paid-orders/left/key      | pattern
          type: inner            | type: iner               | /twinroute/routes/paid-orders/join/type     | enum
          type: inner            | type: lookup             | /twinroute/routes/paid-orders/join/before   | false
          type: inner            | history: 1h              | /twinroute/routes/paid-orders/join/history  | false
          before: 10m            | # none                   | /twinroute/routes/paid-orders/join          | required
          delivery: exactly-once | delivery: once           | /twinroute/routes/paid-orders/delivery      | enum
          delivery: exactly-once | parallelism: 0           | /twinroute/routes/paid-orders/parallelism   | minimum
          delivery: exactly-once | parallelism: 1.5         | /twinroute/routes/paid-orders/parallelism   | type
          delivery: exactly-once | parallelism: many        | /twinroute/routes/paid-orders/parallelism   | pattern
          delivery: exactly-once | max-record-bytes: 67108865 | /twinroute/routes/paid-orders/max-record-bytes | maximum
          delivery: exactly-once | silence-after: ever      | /twinroute/routes/paid-orders/silence-after | const
          "localhost:19092"      | localhost                | /twinroute/clusters/east/bootstrap-servers  | pattern
          "localhost:19092"      | "a:1, b"                 | /twinroute/clusters/east/bootstrap-servers  | pattern
          routes:                | rotues:                  | /twinroute                                  | required
          """)
  void shouldReject(String line, String instead, String place, String keyword) {
    shouldReject(with(line, instead), place + " " + keyword);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          flink: { speed: high }               | /twinroute/flink additionalProperties
          flink: fast                          | /twinroute/flink type
          flink: { slots: 0 }                  | /twinroute/flink/slots minimum
          restart: { max-attempts: -1 }        | /twinroute/restart/max-attempts minimum
          """)
  void shouldRejectSettingsOfEngines(String addition, String expected) {
    shouldReject(Yaml.VALID + "  " + addition + "\n", expected);
  }

  /** The schema and the routers must agree. */
  @Test
  void shouldTakeEitherAnInputOrTwoSides() {
    String route =
        """
            all-orders:
              input: { cluster: east, topic: orders, lateness: 10s }
              output: { cluster: central, topic: all-orders }
        """;

    shouldAccept(Yaml.VALID + route);
    assertThat(SCHEMA.validate(Yaml.VALID + route + "      repartition: auto\n", InputFormat.YAML))
        .isNotEmpty();
    assertThat(
            SCHEMA.validate(
                Yaml.VALID + route + "      join: { before: 0, after: 0 }\n", InputFormat.YAML))
        .isNotEmpty();
    assertThat(SCHEMA.validate(Yaml.VALID + route.replace("lateness", "key"), InputFormat.YAML))
        .isNotEmpty();
  }

  private static void shouldAccept(String yaml) {
    assertThat(errors(yaml)).isEmpty();
    assertThat(Yaml.problems(yaml, Map.of("N", "3", "SILENCE", "5m", "TYPE", "lookup"))).isEmpty();
  }

  private static void shouldReject(String yaml, String expected) {
    assertThat(errors(yaml)).contains(expected);
    assertThat(Yaml.problems(yaml)).isNotEmpty();
  }

  /** Where each error is, and which keyword of the schema finds it. */
  private static List<String> errors(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML).stream()
        .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
        .toList();
  }

  private static String with(String line, String instead) {
    return Yaml.VALID.replaceFirst(Pattern.quote(line), Matcher.quoteReplacement(instead));
  }

  private static String withJoin(String join) {
    return with(
        "join:\n        type: inner\n        before: 10m\n        after: 5m\n",
        "join: { " + join + " }\n");
  }
}
