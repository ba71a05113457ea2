package io.twinroute.mirror.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.References;
import io.twinroute.mirror.Routes;
import io.twinroute.mirror.connect.MirrorConnector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.junit.jupiter.api.Test;

class MirrorConnectorsTest {

  @Test
  void shouldPinTheConnectorsOfTheExampleRoute() {
    List<MirrorConnector> connectors =
        MirrorConnectors.of(List.of(Routes.paidOrders()), Routes.SETTINGS, References.ROUTE_FILE);

    assertThat(connectors)
        .extracting(MirrorConnector::name)
        .containsExactly("twinroute-east-to-central.orders", "twinroute-west-to-central.payments");
    assertThat(connectors.get(0).config())
        .containsExactlyInAnyOrderEntriesOf(expected("east", "localhost:19092", "orders"));
    assertThat(connectors.get(1).config())
        .containsExactlyInAnyOrderEntriesOf(expected("west", "localhost:29092", "payments"));
  }

  private static Map<String, String> expected(String source, String servers, String topics) {
    String bytes = "org.apache.kafka.connect.converters.ByteArrayConverter";
    return Map.ofEntries(
        Map.entry("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector"),
        Map.entry("tasks.max", "4"),
        Map.entry("source.cluster.alias", source),
        Map.entry("target.cluster.alias", "central"),
        Map.entry("source.cluster.bootstrap.servers", servers),
        Map.entry("target.cluster.bootstrap.servers", "localhost:39092"),
        Map.entry("topics", topics),
        Map.entry("topics.exclude", ""),
        Map.entry(
            "replication.policy.class", "org.apache.kafka.connect.mirror.DefaultReplicationPolicy"),
        Map.entry("heartbeats.replication.enabled", "false"),
        Map.entry("refresh.topics.interval.seconds", "15"),
        Map.entry("sync.topic.configs.enabled", "false"),
        Map.entry("sync.topic.acls.enabled", "false"),
        Map.entry("replication.factor", "-1"),
        Map.entry("emit.offset-syncs.enabled", "false"),
        Map.entry("key.converter", bytes),
        Map.entry("value.converter", bytes),
        Map.entry("header.converter", bytes),
        Map.entry("transforms", "coordinates"),
        Map.entry(
            "transforms.coordinates.type",
            "io.twinroute.mirror.transform.SourceCoordinatesTransform"),
        Map.entry("exactly.once.support", "required"),
        Map.entry("transaction.boundary", "poll"),
        Map.entry("source.consumer.isolation.level", "read_committed"),
        Map.entry("source.consumer.auto.offset.reset", "earliest"),
        Map.entry("consumer.override.fetch.min.bytes", "65536"),
        Map.entry("consumer.override.fetch.max.wait.ms", "500"),
        Map.entry("source.consumer.max.poll.records", "2000"),
        Map.entry("source.consumer.fetch.min.bytes", "65536"),
        Map.entry("source.consumer.fetch.max.wait.ms", "50"),
        Map.entry("producer.override.batch.size", "262144"),
        Map.entry("producer.override.linger.ms", "100"),
        Map.entry("producer.override.compression.type", "lz4"),
        Map.entry("producer.override.transaction.timeout.ms", "15000"),
        Map.entry("producer.override.max.request.size", "100663296"),
        Map.entry("producer.override.buffer.memory", "104857600"),
        Map.entry("producer.override.acks", "all"));
  }

  @Test
  void shouldSatisfyMirrorMakersOwnValidation() {
    MirrorConnector connector =
        MirrorConnectors.of(List.of(Routes.paidOrders()), Routes.SETTINGS, References.ROUTE_FILE)
            .get(0);
    Map<String, String> config = new HashMap<>(connector.config());
    config.put("name", connector.name());

    assertThat(new MirrorSourceConnector().validate(config).configValues())
        .allSatisfy(value -> assertThat(value.errorMessages()).as(value.name()).isEmpty());
  }

  /** What cannot be copied of one topic holds up no route that reads another. */
  @Test
  void shouldCopyEachTopicWithAConnectorThatItsRoutesShare() {
    RoutePlan second =
        Routes.route(
            "refunds",
            Routes.EAST,
            "refunds.v1",
            Routes.EAST,
            "orders",
            Routes.CENTRAL,
            Delivery.AT_LEAST_ONCE);

    List<MirrorConnector> connectors =
        MirrorConnectors.of(
            List.of(Routes.paidOrders(), second), Routes.SETTINGS, References.ROUTE_FILE);

    assertThat(connectors)
        .extracting(
            MirrorConnector::name,
            connector -> connector.config().get("topics"),
            connector -> connector.config().get("exactly.once.support"))
        .containsExactly(
            tuple("twinroute-east-to-central.orders", "orders", "requested"),
            tuple("twinroute-west-to-central.payments", "payments", "required"),
            tuple("twinroute-east-to-central.refunds.v1", "refunds\\.v1", "requested"));
    assertThat(connectors).allMatch(MirrorConnector::isOfOneTopic);
  }

  @Test
  void shouldCopyTopicsOfOneNameFromSeveralClusters() {
    RoutePlan plan = Routes.paidOrders();
    RouteInput left = plan.input(0);
    Cluster north = new Cluster("north", "n:1", Map.of());
    RoutePlan route =
        new RoutePlan(
            plan.name(),
            List.of(
                new RouteInput(
                    left.index(),
                    left.name(),
                    List.of(left.topics().get(0), new SourceTopic(north, "orders")),
                    left.as(),
                    left.format(),
                    left.lateness(),
                    left.key(),
                    left.silenceAfter()),
                plan.input(1)),
            plan.rule(),
            plan.output(),
            plan.delivery(),
            plan.repartition(),
            plan.parallelism(),
            null);

    assertThat(MirrorConnectors.of(List.of(route), Routes.SETTINGS, References.ROUTE_FILE))
        .extracting(MirrorConnector::name, each -> each.config().get("topics"))
        .containsExactly(
            tuple("twinroute-east-to-central.orders", "orders"),
            tuple("twinroute-north-to-central.orders", "orders"),
            tuple("twinroute-west-to-central.payments", "payments"));
  }

  @Test
  void shouldShareOutTheTasksOfATarget() {
    List<RoutePlan> routes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      routes.add(
          Routes.route(
              "r" + i,
              Routes.EAST,
              "o" + i,
              Routes.WEST,
              "p" + i,
              Routes.CENTRAL,
              Delivery.EXACTLY_ONCE));
    }
    // To another target, whose tasks are its own.
    routes.add(
        Routes.route(
            "back", Routes.EAST, "o1", Routes.CENTRAL, "c", Routes.WEST, Delivery.EXACTLY_ONCE));

    assertThat(MirrorConnectors.of(routes, Routes.SETTINGS, References.ROUTE_FILE))
        .extracting(connector -> connector.config().get("tasks.max"))
        .containsExactly("2", "2", "2", "2", "2", "2", "4", "4");
  }

  @Test
  void shouldPassClientPropertiesToTheClientsThatTakeThem() {
    Cluster east =
        new Cluster(
            "east",
            "e:1",
            Map.of("security.protocol", "SSL", "client.rack", "r1", "max.poll.records", "7"));
    Cluster central = new Cluster("central", "c:1", Map.of("linger.ms", "50"));

    Map<String, String> config =
        MirrorConnectors.of(
                List.of(Routes.route("r", east, "a", east, "b", central, Delivery.EXACTLY_ONCE)),
                Routes.SETTINGS,
                References.ROUTE_FILE)
            .get(0)
            .config();

    assertThat(config)
        .containsEntry("source.cluster.security.protocol", "SSL")
        .containsEntry("source.consumer.client.rack", "r1")
        .containsEntry("source.consumer.max.poll.records", "7")
        .containsEntry("producer.override.linger.ms", "50")
        .doesNotContainKey("source.cluster.client.rack");
  }

  /** What a source took is copied, whatever the settings of the target's other clients. */
  @Test
  void shouldRaiseTheSizesOfItsProducerAndLowerNone() {
    assertThat(sizes(Map.of("max.request.size", "1048576", "buffer.memory", "999999999")))
        .containsEntry("producer.override.max.request.size", "100663296")
        .containsEntry("producer.override.buffer.memory", "999999999");
    assertThat(sizes(Map.of("max.request.size", "200000000")))
        .containsEntry("producer.override.max.request.size", "200000000")
        .containsEntry("producer.override.buffer.memory", "104857600");
  }

  private static Map<String, String> sizes(Map<String, String> ofTarget) {
    return MirrorConnectors.of(
            List.of(
                Routes.route(
                    "r",
                    Routes.EAST,
                    "a",
                    Routes.WEST,
                    "b",
                    new Cluster("central", "c:1", ofTarget),
                    Delivery.EXACTLY_ONCE)),
            Routes.SETTINGS,
            References.ROUTE_FILE)
        .get(0)
        .config();
  }

  @Test
  void shouldRejectWhatMirrorMakerWouldSilentlyLeaveOut() {
    assertThatThrownBy(() -> mirror(Routes.EAST, "__consumer_offsets"))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("'__consumer_offsets'");
    assertThatThrownBy(() -> mirror(Routes.EAST, "central.orders"))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("copy of a topic of its target 'central'");
    assertThatThrownBy(() -> mirror(Routes.EAST, "sales.central.orders"))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("copy of a topic of its target 'central'");
    assertThatThrownBy(() -> mirror(new Cluster("eu.east", "e:1", Map.of()), "orders"))
        .isInstanceOf(MirrorException.class)
        .hasMessageContaining("'eu.east' holds a dot");
  }

  @Test
  void shouldNotShowSettingsAsText() {
    assertThat(new MirrorConnector("m", Map.of("sasl.jaas.config", "s3cret")).toString())
        .isEqualTo("m (1 settings)");
  }

  private static void mirror(Cluster source, String topic) {
    MirrorConnectors.of(
        List.of(
            Routes.route(
                "r", source, topic, Routes.WEST, "b", Routes.CENTRAL, Delivery.EXACTLY_ONCE)),
        Routes.SETTINGS,
        References.ROUTE_FILE);
  }
}
