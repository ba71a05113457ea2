package io.twinroute.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.mirror.secrets.ClusterSecrets;
import io.twinroute.mirror.secrets.WorkerSecrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferencesTest {

  private static final String PEM = "-----BEGIN KEY-----\ns3cret-2\n-----END KEY-----\n";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "security.protocol", "SASL_SSL",
          "max.poll.records", "7",
          "sasl.jaas.config", "x required password=\"s3cret-1${env:HOME}${twinroute:east:a}\";",
          "ssl.keystore.key", PEM,
          "company.api.token", "s3cret-3",
          "client.rack", "${env:HOME}");

  private static final Cluster EAST = new Cluster("east", "e:1", SETTINGS);
  private static final RoutePlan ROUTE =
      Routes.route(
          "r",
          EAST,
          "orders",
          Routes.WEST,
          "payments",
          new Cluster("central", "c:1", SETTINGS),
          Delivery.EXACTLY_ONCE);

  /** Certificates are none, although Kafka declares them so. */
  @ParameterizedTest
  @EnumSource
  void shouldStandForEverySettingThatKafkaTakesForAPassword(References references) {
    List<String> passwords =
        List.of(
                ConsumerConfig.configDef(),
                ProducerConfig.configDef(),
                AdminClientConfig.configDef())
            .stream()
            .map(ConfigDef::configKeys)
            .flatMap(keys -> keys.values().stream())
            .filter(key -> key.type == Type.PASSWORD)
            .map(key -> key.name)
            .filter(name -> !name.contains("certificate"))
            .distinct()
            .toList();
    assertThat(passwords).contains("sasl.jaas.config", "ssl.keystore.key", "ssl.key.password");

    RoutePlan route =
        references.in(
            Routes.route(
                "r",
                new Cluster(
                    "east", "e:1", passwords.stream().collect(Collectors.toMap(p -> p, p -> "x"))),
                "orders",
                Routes.WEST,
                "payments",
                Routes.CENTRAL,
                Delivery.EXACTLY_ONCE));

    assertThat(route.input(0).topics().get(0).cluster().properties().values())
        .hasSize(passwords.size())
        .allMatch(value -> value.startsWith("${"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveNoSecretInAConnector(References references) {
    List<MirrorConnector> connectors =
        MirrorConnectors.of(List.of(ROUTE), Routes.SETTINGS, references);

    assertThat(connectors).hasSize(2);
    for (MirrorConnector connector : connectors) {
      assertThat(connector.config().toString()).doesNotContain("s3cret", "env:HOME");
    }
    assertThat(connectors.get(0).config())
        .containsEntry("source.cluster.security.protocol", "SASL_SSL")
        .containsEntry("source.consumer.max.poll.records", "7");
  }

  @Test
  void shouldNameAVariableForEachSecret() {
    assertThat(first(References.VARIABLES).config())
        .containsEntry("source.cluster.sasl.jaas.config", "${env:TWINROUTE_EAST_SASL_JAAS_CONFIG}")
        .containsEntry(
            "target.admin.company.api.token", "${env:TWINROUTE_CENTRAL_COMPANY_API_TOKEN}");
  }

  /** A plugin may call its password anything. */
  @Test
  void shouldTakeForASecretInTheRouteFileWhatKafkaDoesNotKnow() {
    RoutePlan route =
        Routes.route(
            "r",
            new Cluster("east", "e:1", Map.of("company.pin", "s3cret")),
            "orders",
            Routes.WEST,
            "payments",
            Routes.CENTRAL,
            Delivery.EXACTLY_ONCE);

    assertThat(
            MirrorConnectors.of(List.of(route), Routes.SETTINGS, References.ROUTE_FILE)
                .get(0)
                .config())
        .containsEntry("source.consumer.company.pin", "${twinroute:east:company.pin}");
  }

  /** Also what Connect would take for a reference itself. */
  @Test
  void shouldReachTheClientsAsTheRouteFileHasIt() {
    try (WorkerSecrets secrets =
        WorkerSecrets.keep(Map.of("east", SETTINGS, "central", SETTINGS), "token")) {
      ClusterSecrets provider = new ClusterSecrets();
      provider.configure(parameters(secrets));
      ConfigTransformer worker =
          new ConfigTransformer(
              Map.of(ClusterSecrets.PROVIDER, provider, "env", new EnvVarConfigProvider()));

      Map<String, String> resolved = worker.transform(first(References.ROUTE_FILE).config()).data();

      assertThat(resolved).doesNotContainValue("[hidden]");
      for (String client : List.of("source.cluster.", "target.cluster.")) {
        assertThat(resolved)
            .containsEntry(client + "sasl.jaas.config", SETTINGS.get("sasl.jaas.config"))
            .containsEntry(client + "ssl.keystore.key", PEM);
      }
      for (String client : List.of("source.consumer.", "source.admin.", "target.admin.")) {
        assertThat(resolved)
            .containsEntry(client + "company.api.token", "s3cret-3")
            .containsEntry(client + "client.rack", "${env:HOME}");
      }
    }
  }

  private static MirrorConnector first(References references) {
    return MirrorConnectors.of(List.of(ROUTE), Routes.SETTINGS, references).get(0);
  }

  /** As a worker hands them over. */
  private static Map<String, String> parameters(WorkerSecrets secrets) {
    String prefix = "config.providers." + ClusterSecrets.PROVIDER + ".param.";
    Map<String, String> parameters = new HashMap<>();
    secrets
        .settings(Map.of())
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                parameters.put(key.substring(prefix.length()), value);
              }
            });
    return parameters;
  }
}
