package io.twinroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverridesTest {

  private static final String WITH_SECRET =
      Yaml.VALID.replace(
          "localhost:39092\"\n",
          """
          localhost:39092"
                properties:
                  sasl.jaas.config: from-file
                  sasl.mechanism: PLAIN
                  enable.idempotence: true
          """);

  @TempDir Path folder;

  @Test
  void shouldPreferEnvironmentVariables() throws Exception {
    // when
    RouteFile file =
        Yaml.plan(
            Yaml.VALID,
            Map.of(
                "TWINROUTE_CLUSTERS_EAST_BOOTSTRAP_SERVERS", "kafka:9092",
                "TWINROUTE_ROUTES_PAID_ORDERS_JOIN_BEFORE", "1h",
                "TWINROUTE_ROUTES_PAID_ORDERS_OUTPUT_PARTITIONS", "6",
                "TWINROUTE_ROUTES_PAID_ORDERS_RIGHT_CLUSTER", "east",
                "TWINROUTE_RESTART_MAX_ATTEMPTS", "3"));

    // then
    RoutePlan route = file.routes().get(0);
    assertThat(route.input(0).topics().get(0).cluster().bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(route.input(1).topics().get(0).cluster().alias()).isEqualTo("east");
    assertThat(route.rule())
        .isEqualTo(JoinRule.inner(new JoinWindow(Duration.ofHours(1), Duration.ofMinutes(5))));
    assertThat(route.output().partitions()).isEqualTo(6);
    assertThat(file.restart().maxAttempts()).isEqualTo(3);
    assertThat(file.clusters()).containsOnlyKeys("east", "west", "central");
  }

  @Test
  void shouldOverrideHowRoutesJoinAndWhatTheyReject() throws Exception {
    // when
    RouteFile file =
        Yaml.plan(
            Yaml.VALID.replace("        before: 10m\n        after: 5m\n", ""),
            Map.of(
                "TWINROUTE_ROUTES_PAID_ORDERS_LEFT_KEY", "/orderId",
                "TWINROUTE_ROUTES_PAID_ORDERS_LEFT_SILENCE_AFTER", "never",
                "TWINROUTE_ROUTES_PAID_ORDERS_SILENCE_AFTER", "1h",
                "TWINROUTE_ROUTES_PAID_ORDERS_JOIN_TYPE", "left-lookup",
                "TWINROUTE_ROUTES_PAID_ORDERS_JOIN_HISTORY", "2h",
                "TWINROUTE_ROUTES_PAID_ORDERS_OUTPUT_LATE_TOPIC", "none",
                "TWINROUTE_ROUTES_PAID_ORDERS_OUTPUT_DEAD_LETTER_TOPIC", "dead-{engine}"));

    // then
    RoutePlan route = file.routes().get(0);
    assertThat(route.input(0).key()).isEqualTo(JoinKey.ofValue(JsonPointer.parse("/orderId")));
    assertThat(route.input(0).silenceAfter()).isNull();
    assertThat(route.input(1).silenceAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(route.rule()).isEqualTo(new JoinRule.Lookup(true, Duration.ofHours(2)));
    assertThat(route.output().lateTopic(TestEngines.FLINK)).isEmpty();
    assertThat(route.output().deadLetterTopic(TestEngines.FLINK)).contains("dead-flink");
  }

  @Test
  void shouldOverrideNamesWithCapitalsAndUnderscores() throws Exception {
    // given
    String yaml = Yaml.VALID.replace("east", "EAST_1").replace("paid-orders:", "Paid.Orders:");

    // when
    RouteFile file =
        Yaml.plan(
            yaml,
            Map.of(
                "TWINROUTE_CLUSTERS_EAST_1_BOOTSTRAP_SERVERS", "kafka:9092",
                "TWINROUTE_ROUTES_PAID_ORDERS_LEFT_TOPIC", "other"));

    // then
    assertThat(file.routes().get(0).input(0).topics().get(0).topic()).isEqualTo("other");
    assertThat(file.clusters().get("EAST_1").bootstrapServers()).isEqualTo("kafka:9092");
  }

  @Test
  void shouldOverrideAndAddClientSettings() throws Exception {
    // when
    RouteFile file =
        Yaml.plan(
            WITH_SECRET,
            Map.of(
                "TWINROUTE_CLUSTERS_CENTRAL_PROPERTIES_SASL_JAAS_CONFIG", "from-variable",
                "TWINROUTE_CLUSTERS_CENTRAL_PROPERTIES_SSL_TRUSTSTORE_LOCATION", "/trust.jks",
                "TWINROUTE_CLUSTERS_EAST_PROPERTIES_SECURITY_PROTOCOL", "SSL"));

    // then
    assertThat(file.clusters().get("central").properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "sasl.jaas.config", "from-variable",
                "sasl.mechanism", "PLAIN",
                "enable.idempotence", "true",
                "ssl.truststore.location", "/trust.jks"));
    assertThat(file.clusters().get("east").properties())
        .containsExactly(Map.entry("security.protocol", "SSL"));
  }

  @Test
  void shouldReportWrongValueOfEnvironmentVariableUnderItsKey() {
    assertThat(
            Yaml.problems(Yaml.VALID, Map.of("TWINROUTE_ROUTES_PAID_ORDERS_LEFT_CLUSTER", "eats")))
        .containsExactly(
            "twinroute.routes.paid-orders.left.cluster: unknown cluster 'eats';"
                + " did you mean 'east'? defined: central, east, west");
  }

  @Test
  void shouldResolvePlaceholders() throws Exception {
    // given
    String yaml = Yaml.VALID.replace("localhost:19092", "${KAFKA_HOST}:${KAFKA_PORT:9092}");

    // when
    RouteFile file = Yaml.plan(yaml, Map.of("KAFKA_HOST", "kafka-1"));

    // then
    assertThat(file.clusters().get("east").bootstrapServers()).isEqualTo("kafka-1:9092");
  }

  @Test
  void shouldReportPlaceholderThatResolvesToNothingWithoutTheValue() {
    // given
    String yaml = WITH_SECRET.replace("from-file", "'password=\"s3cret${NO_SUCH_VARIABLE}\"'");

    // when / then
    assertThat(Yaml.problems(yaml))
        .containsExactly(
            "twinroute.clusters.central.properties.sasl.jaas.config: has a placeholder ${...} that"
                + " resolves to nothing; set it, give it a default as in ${NAME:default}, or write $${"
                + " for a literal ${");
  }

  @Test
  void shouldPreferSystemPropertiesAndIgnoreThoseOfOthers() throws Exception {
    // given
    Map<String, String> properties =
        Map.of(
            "twinroute.home", "/opt/twinroute",
            "twinroute.routes.paid-orders.parallelism", "5",
            "twinroute.clusters.east.properties.ssl.key.password", "key");
    properties.forEach(System::setProperty);

    // when
    RouteFile file;
    try {
      file = Yaml.plan(Yaml.VALID);
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }

    // then
    assertThat(file.routes().get(0).parallelism()).isEqualTo(5);
    assertThat(file.clusters().get("east").properties())
        .containsExactly(Map.entry("ssl.key.password", "key"));
  }

  @Test
  void shouldPreferConfigFilesToTheRouteFile() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("routes.yml"), WITH_SECRET);
    Path secrets =
        Files.writeString(
            folder.resolve("secrets.properties"),
            "twinroute.clusters.central.properties.sasl.jaas.config=from-secret-file\n"
                + "twinroute.clusters.central.properties.ssl.key.password=key\n");

    // when
    RouteFile read;
    System.setProperty("micronaut.config.files", secrets.toString());
    try {
      read = RouteFiles.read(file);
    } finally {
      System.clearProperty("micronaut.config.files");
    }

    // then
    assertThat(read.clusters().get("central").properties())
        .containsEntry("sasl.jaas.config", "from-secret-file")
        .containsEntry("ssl.key.password", "key");
  }

  @Test
  void shouldReportMissingConfigFile() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("routes.yml"), Yaml.VALID);
    System.setProperty("micronaut.config.files", folder.resolve("none.yml").toString());

    // when
    List<Problem> problems;
    try {
      RouteFiles.read(file);
      problems = List.of();
    } catch (InvalidRouteFileException e) {
      problems = e.problems();
    } finally {
      System.clearProperty("micronaut.config.files");
    }

    // then
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("micronaut.config.files: a file cannot be read: ")
        .contains("none.yml");
  }

  @Test
  void shouldPlanFromRunningContext() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("routes.yml"), Yaml.VALID);

    // when
    RouteFile planned;
    try (ApplicationContext context = RouteFiles.context(file)) {
      planned = RouteFiles.plan(context.start().getEnvironment());
    }

    // then
    assertThat(planned).isEqualTo(RouteFiles.read(file));
  }

  @Test
  void shouldKeepSecretsOutOfTextForms() throws Exception {
    // when
    RouteFile file = Yaml.plan(WITH_SECRET);

    // then
    assertThat(file.toString()).doesNotContain("from-file");
  }

  @Test
  void shouldKeepMisplacedSecretsOutOfMessages() {
    // given
    String yaml =
        Yaml.VALID
            .replace("\"localhost:19092\"", "\"localhost:19092\"\n      properties: s3cret")
            .replace("\"localhost:29092\"", "\"localhost:29092\"\n      propertis: {a: s3cret}");

    // when
    List<String> problems = Yaml.problems(yaml);

    // then
    assertThat(problems)
        .containsExactly(
            "twinroute.clusters.east.properties: expected a mapping of Kafka client settings,"
                + " not a single value",
            "twinroute.clusters.west.propertis: unknown key; did you mean 'properties'?"
                + " known: bootstrap-servers, custom-properties, properties");
  }
}
