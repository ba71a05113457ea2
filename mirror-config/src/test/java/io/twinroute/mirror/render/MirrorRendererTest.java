package io.twinroute.mirror.render;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.mirror.References;
import io.twinroute.mirror.Routes;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.connect.WorkerConfig;
import io.twinroute.mirror.naming.PrefixedReplicationPolicy;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.mirror.MirrorMakerConfig;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.apache.kafka.connect.mirror.SourceAndTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

class MirrorRendererTest {

  private static final Map<String, String> SASL =
      Map.of(
          "security.protocol", "SASL_SSL",
          "sasl.mechanism", "PLAIN",
          "sasl.jaas.config", "x required password=\"s3cret-1\";",
          "ssl.truststore.password", "s3cret-2",
          "ssl.keystore.key", "s3cret-3",
          "interceptor.api.token", "s3cret-4",
          "client.dns.lookup", "use_all_dns_ips");

  private static final RoutePlan ROUTE =
      Routes.route(
          "r",
          new Cluster("east", "e:1", SASL),
          "orders.v1",
          Routes.WEST,
          "payments",
          new Cluster("central-1", "c:1", SASL),
          Delivery.EXACTLY_ONCE);

  @ParameterizedTest
  @EnumSource
  void shouldNeverShowSecrets(MirrorFormat format) {
    assertThat(render(format))
        .doesNotContain("s3cret")
        .contains("${env:TWINROUTE_EAST_SASL_JAAS_CONFIG}")
        .contains("${env:TWINROUTE_CENTRAL_1_SSL_KEYSTORE_KEY}")
        .contains("${env:TWINROUTE_CENTRAL_1_INTERCEPTOR_API_TOKEN}")
        .contains("io.twinroute.mirror.transform.SourceCoordinatesTransform")
        .endsWith("\n");
  }

  @Test
  void shouldRenderConnectorsForTheRestInterface() throws Exception {
    JsonNode connectors =
        new ObjectMapper()
            .readTree(
                MirrorRenderer.render(
                    MirrorFormat.CONNECT, List.of(Routes.paidOrders()), Routes.SETTINGS));

    List<MirrorConnector> expected =
        MirrorConnectors.of(List.of(Routes.paidOrders()), Routes.SETTINGS, References.VARIABLES);
    assertThat(connectors).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Map<String, String> config = new HashMap<>();
      connectors
          .get(i)
          .get("config")
          .fields()
          .forEachRemaining(entry -> config.put(entry.getKey(), entry.getValue().asText()));
      assertThat(connectors.get(i).get("name").asText()).isEqualTo(expected.get(i).name());
      assertThat(config).isEqualTo(expected.get(i).config());
    }
  }

  @Test
  void shouldRenderPropertiesThatMirrorMakerUnderstands() throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(render(MirrorFormat.PROPERTIES)));
    Map<String, String> settings = new HashMap<>();
    properties.forEach((k, v) -> settings.put((String) k, (String) v));

    MirrorMakerConfig driver = new MirrorMakerConfig(settings);
    Map<String, String> east =
        driver.connectorBaseConfig(
            new SourceAndTarget("east", "central-1"), MirrorSourceConnector.class);

    assertThat(driver.enableInternalRest()).isTrue();
    assertThat(driver.clusterPairs())
        .containsExactlyInAnyOrder(
            new SourceAndTarget("east", "central-1"), new SourceAndTarget("west", "central-1"));
    assertThat(east)
        .containsEntry("topics", "orders\\.v1")
        .containsEntry("source.consumer.isolation.level", "read_committed")
        .containsEntry("source.cluster.sasl.jaas.config", "${env:TWINROUTE_EAST_SASL_JAAS_CONFIG}")
        .containsEntry("exactly.once.support", "required");
    assertThat(driver.workerConfig(new SourceAndTarget("east", "central-1")))
        .containsEntry("exactly.once.source.support", "enabled")
        .containsAllEntriesOf(WorkerConfig.readingOwnTopics());
    assertThat(new MirrorSourceConnector().validate(east).configValues())
        .allSatisfy(value -> assertThat(value.errorMessages()).as(value.name()).isEmpty());
  }

  @Test
  @SuppressWarnings("unchecked")
  void shouldRenderOneStrimziResourceForTheTarget() {
    String text = render(MirrorFormat.STRIMZI);

    Map<String, Object> resource = new Yaml().load(text);

    assertThat(text).doesNotContain("&id");
    assertThat(resource)
        .containsEntry("apiVersion", "kafka.strimzi.io/v1")
        .containsEntry("kind", "KafkaMirrorMaker2");
    Map<String, Object> spec = (Map<String, Object>) resource.get("spec");
    assertThat((Map<String, Object>) spec.get("target"))
        .containsEntry("alias", "central-1")
        .containsEntry("groupId", "twinroute-connect-central-1")
        .containsKeys("tls", "authentication")
        .extractingByKey("config", as(MAP))
        .containsAllEntriesOf(WorkerConfig.readingOwnTopics());
    List<Map<String, Object>> mirrors = (List<Map<String, Object>>) spec.get("mirrors");
    assertThat(mirrors).hasSize(2);
    assertThat(mirrors.get(0)).containsEntry("topicsPattern", "orders\\.v1");
    assertThat((Map<String, Object>) mirrors.get(1).get("source"))
        .containsEntry("alias", "west")
        .doesNotContainKeys("tls", "authentication");
    assertThat((Map<String, Object>) spec.get("template")).containsKey("connectContainer");
  }

  /** They know no connector for a topic alone. */
  @Test
  void shouldKeepOneConnectorForEachPairInTheFormsOfOthers() {
    List<RoutePlan> routes =
        List.of(
            Routes.paidOrders(),
            Routes.route(
                "refunds",
                Routes.EAST,
                "refunds",
                Routes.WEST,
                "payments",
                Routes.CENTRAL,
                Delivery.EXACTLY_ONCE));

    assertThat(MirrorRenderer.render(MirrorFormat.PROPERTIES, routes, Routes.SETTINGS))
        .contains("east->central.topics = orders,refunds")
        .contains("west->central.topics = payments");
    assertThat(MirrorRenderer.render(MirrorFormat.STRIMZI, routes, Routes.SETTINGS))
        .contains("topicsPattern: orders|refunds")
        .contains("topicsPattern: payments");
    assertThat(MirrorRenderer.render(MirrorFormat.CONNECT, routes, Routes.SETTINGS))
        .contains("twinroute-east-to-central.orders", "twinroute-east-to-central.refunds");
  }

  @ParameterizedTest
  @EnumSource
  void shouldNameThePolicyAndThePrefixInEveryForm(MirrorFormat format) {
    assertThat(render(format)).doesNotContain(PrefixedReplicationPolicy.PREFIX);
    assertThat(ofATeam(format))
        .contains("io.twinroute.mirror.naming.PrefixedReplicationPolicy")
        .containsPattern("\\Q" + PrefixedReplicationPolicy.PREFIX + "\\E\"?[ :=]+\"?team-a\\.")
        .doesNotContain("DefaultReplicationPolicy");
  }

  @Test
  void shouldGiveThePrefixToTheDriversConnectorsAndSayWhatHasNone() throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(ofATeam(MirrorFormat.PROPERTIES)));
    Map<String, String> settings = new HashMap<>();
    properties.forEach((k, v) -> settings.put((String) k, (String) v));
    SourceAndTarget pair = new SourceAndTarget("east", "central");

    MirrorMakerConfig driver = new MirrorMakerConfig(settings);
    Map<String, String> connector = driver.connectorBaseConfig(pair, MirrorSourceConnector.class);

    assertThat(connector)
        .containsEntry(
            "replication.policy.class", "io.twinroute.mirror.naming.PrefixedReplicationPolicy")
        .containsEntry("replication.policy.prefix", "team-a.");
    assertThat(new MirrorSourceConnector().validate(connector).configValues())
        .allSatisfy(value -> assertThat(value.errorMessages()).as(value.name()).isEmpty());
    assertThat(ofATeam(MirrorFormat.PROPERTIES)).contains("# <source>-mm2, mm2-configs.<source>");
    assertThat(driver.workerConfig(pair))
        .containsEntry("group.id", "east-mm2")
        .containsEntry("config.storage.topic", "mm2-configs.east.internal");
  }

  @Test
  @SuppressWarnings("unchecked")
  void shouldGiveThePrefixToStrimzisGroupAndTopicsAndNotToTheResource() {
    Map<String, Object> resource = new Yaml().load(ofATeam(MirrorFormat.STRIMZI));

    assertThat(resource).containsEntry("metadata", Map.of("name", "twinroute-central"));
    assertThat(((Map<String, Map<String, Object>>) resource.get("spec")).get("target"))
        .containsEntry("groupId", "team-a.twinroute-connect-central")
        .containsEntry("configStorageTopic", "team-a.twinroute-connect-central-configs")
        .containsEntry("offsetStorageTopic", "team-a.twinroute-connect-central-offsets")
        .containsEntry("statusStorageTopic", "team-a.twinroute-connect-central-status");
  }

  private static String ofATeam(MirrorFormat format) {
    return MirrorRenderer.render(format, List.of(Routes.ofATeam()), Routes.SETTINGS);
  }

  private static String render(MirrorFormat format) {
    return MirrorRenderer.render(format, List.of(ROUTE), Routes.SETTINGS);
  }
}
