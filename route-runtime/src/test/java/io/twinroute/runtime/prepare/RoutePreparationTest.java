package io.twinroute.runtime.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.pin.KeyPartitioning;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.semantics.record.SizeLimit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoutePreparationTest {

  private static final String OUTPUT = "paid-kstreams";
  private static final String LATE = "paid-kstreams.late";
  private static final String OTHERS_OUTPUT = "paid-flink";
  private static final EngineCheck NOTHING_MORE = (plan, earlier, limit) -> {};

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final FakeCluster west = clusters.get("west");
  private final FakeCluster central = clusters.get("central");
  private final RoutePlan route = Routes.plan();

  @BeforeEach
  void createTopics() {
    east.createTopic("orders", 2);
    west.createTopic("payments", 2);
    central.createTopic(OUTPUT, 4);
    central.createTopic(OTHERS_OUTPUT, 4);
  }

  @Test
  void shouldPinTheSourcesFirstOffsetsWhenARouteFirstStarts() {
    east.removeBefore("orders", 1, 7);

    PinnedRoute pinned = prepare(route);

    assertThat(pinned.plan()).isEqualTo(route);
    assertThat(pinned.inputs())
        .containsExactly(
            PinnedInput.of(route.input(0), List.of(List.of(0L, 7L)), List.of(List.of())),
            PinnedInput.of(route.input(1), List.of(List.of(0L, 0L)), List.of(List.of())));
    assertThat(pinned.untilEnd()).isFalse();
    assertThat(pins()).singleElement().asString().contains(pinned.incarnation(), "[0,7]");
  }

  @Test
  void shouldKeepThePinsWhenARouteStartsAgain() {
    PinnedRoute first = prepare(route);
    east.append("orders", 0, "a", "1");
    east.append("orders", 0, "b", "2");
    east.removeBefore("orders", 0, 1);

    assertThat(prepare(route)).isEqualTo(first);

    assertThat(pins()).hasSize(1);
  }

  @Test
  void shouldPinTheLastRecordsOfARunWithAnEnd() {
    east.append("orders", 0, keyOf(0), "1");
    east.append("orders", 0, keyOf(0), "2");
    east.appendUnseen("orders", 0);
    west.appendUnseen("payments", 1);

    PinnedRoute pinned = prepareAll(List.of(route), true, NOTHING_MORE).get(0);

    assertThat(pinned.untilEnd()).isTrue();
    assertThat(pinned.ends())
        .containsExactly(
            List.of(1L, PinnedInput.NOTHING), List.of(PinnedInput.NOTHING, PinnedInput.NOTHING));
  }

  @Test
  void shouldPrepareRoutesInTheirOrderEachWithPinsOfItsOwn() {
    RoutePlan second = Routes.plan("more-orders", "more-{engine}", 4);

    List<PinnedRoute> pinned = prepareAll(List.of(route, second), false, NOTHING_MORE);

    assertThat(pinned).extracting(PinnedRoute::plan).containsExactly(route, second);
    assertThat(pinned.get(0).incarnation()).isNotEqualTo(pinned.get(1).incarnation());
    assertThat(pins()).hasSize(2);
  }

  @Test
  void shouldGiveTheRoutesOfAFileOneInstallation() {
    RoutePlan second = Routes.plan("more-orders", "more-{engine}", 4);
    List<PinnedRoute> first = prepareAll(List.of(route, second), false, NOTHING_MORE);
    String installation = first.get(0).installation();

    // A route that is added later, in a file without the first.
    RoutePlan third = Routes.plan("all-orders", "all-{engine}", 4);
    List<PinnedRoute> later = prepareAll(List.of(third, second), false, NOTHING_MORE);

    assertThat(installation).isNotEmpty();
    assertThat(List.of(first.get(1), later.get(0), later.get(1)))
        .extracting(PinnedRoute::installation)
        .containsOnly(installation);
    assertThat(pins()).hasSize(3).allMatch(pins -> pins.contains(installation));
  }

  @Test
  void shouldGiveAnotherFileAnotherInstallation() {
    PinnedRoute ours = prepare(route);

    PinnedRoute theirs = prepare(Routes.plan("more-orders", "more-{engine}", 4));

    assertThat(theirs.installation()).isNotEqualTo(ours.installation());
  }

  /** Two engines that start a new file at once may each make an id. */
  @Test
  void shouldSettleForOneInstallationAtTheNextStart() {
    RoutePlan second = Routes.plan("more-orders", "more-{engine}", 4);
    PinnedRoute one = prepare(route);
    PinnedRoute other = prepare(second);

    List<PinnedRoute> both = prepareAll(List.of(route, second), false, NOTHING_MORE);

    assertThat(both.get(0).installation())
        .isEqualTo(both.get(1).installation())
        .isIn(one.installation(), other.installation());
  }

  @Test
  void shouldCreateWhatIsMissingOnTheTargetForRecordsOfAnyAge() throws Exception {
    prepare(Routes.plan("more-orders", "more-{engine}", 3));

    assertThat(central.topics()).contains("more-kstreams", "more-kstreams.late", TopicNames.PINS);
    assertThat(central.topics()).doesNotContain("more-flink");
    for (String topic : List.of("more-kstreams", "more-kstreams.late")) {
      assertThat(partitions(topic)).as(topic).isEqualTo(3);
      assertThat(setting(topic, "retention.ms")).as(topic).isEqualTo("-1");
    }
    assertThat(setting(TopicNames.PINS, "cleanup.policy")).isEqualTo("compact");
  }

  @Test
  void shouldNeedNoRepartitionTopicWhereInputsArePartitionedAlikeByKey() {
    east.append("orders", 0, keyOf(0), "1");
    west.append("payments", 1, keyOf(1), "2");

    assertThat(prepare(route).repartitionPartitions()).isZero();
  }

  @Test
  void shouldRepartitionWhereARecordIsNotWhereItsKeyBelongs() {
    west.append("payments", 1, keyOf(0), "2");

    assertThat(prepare(route).repartitionPartitions()).isEqualTo(route.parallelism());
  }

  @Test
  void shouldRepartitionWhereInputsHaveOtherPartitions() {
    west.resize("payments", 3);

    assertThat(prepare(route).repartitionPartitions()).isEqualTo(route.parallelism());
  }

  @Test
  void shouldTellAtOnceOfAllSourcesThatAreNotThere() {
    east.deleteTopic("orders");
    west.deleteTopic("payments");

    RouteFailedException failure = failure(route);

    assertThat(failure.getMessage().lines())
        .containsExactly(
            "Topic 'orders' does not exist on cluster 'east' at east:9092. Create it, or correct"
                + " the route's topic.",
            "Topic 'payments' does not exist on cluster 'west' at west:9092. Create it, or correct"
                + " the route's topic.");
    assertThat(failure.isPermanent()).isFalse();
    mustHaveWrittenNothing();
  }

  @Test
  void shouldTellAtOnceOfAllClustersThatDoNotAnswer() {
    east.fallSilent();
    west.fallSilent();

    RouteFailedException failure = failure(route);

    assertThat(failure)
        .hasMessageContaining("Cluster 'east' does not answer at east:9092")
        .hasMessageContaining("Cluster 'west' does not answer at west:9092");
    assertThat(failure.isPermanent()).isFalse();
    mustHaveWrittenNothing();
  }

  @Test
  void shouldTellAtOnceOfAllRoutesThatCannotGoOn() {
    RoutePlan second = Routes.plan("more-orders", "more-{engine}", 4);
    prepareAll(List.of(route, second), false, NOTHING_MORE);
    west.resize("payments", 1);

    RouteFailedException failure = failure(route, second);

    assertThat(failure)
        .hasMessageContaining("Route 'paid-orders' was started on west/payments")
        .hasMessageContaining("Route 'more-orders' was started on west/payments")
        .hasMessageContaining("the partition count changed from 2 to 1");
    assertThat(failure.isPermanent()).isTrue();
  }

  @Test
  void shouldWriteNothingForOneRouteWhileAnotherIsNotReady() {
    RoutePlan ready = Routes.plan("more-orders", "more-{engine}", 4);
    central.deleteTopic(OUTPUT);

    RouteFailedException failure = failure(ready, route);

    assertThat(failure)
        .hasMessageStartingWith("Output topic 'paid-kstreams' does not exist on cluster 'central'");
    assertThat(failure.isPermanent()).isFalse();
    assertThat(central.topics()).containsExactly(OTHERS_OUTPUT);
  }

  @Test
  void shouldWriteNothingWhereTheEngineNeedsMore() {
    IllegalStateException refusal = new IllegalStateException("no mirror");

    assertThatThrownBy(
            () ->
                prepareAll(
                    List.of(route),
                    false,
                    (plan, earlier, limit) -> {
                      throw refusal;
                    }))
        .isSameAs(refusal);
    mustHaveWrittenNothing();
  }

  @Test
  void shouldAskTheEngineOfEveryRoute() {
    RoutePlan second = Routes.plan("more-orders", "more-{engine}", 4);
    List<RoutePlan> asked = new CopyOnWriteArrayList<>();

    prepareAll(
        List.of(route, second),
        false,
        (plan, earlier, limit) -> {
          mustHaveWrittenNothing();
          asked.add(plan);
        });

    assertThat(asked).containsExactlyInAnyOrder(route, second);
  }

  @Test
  void shouldTellTheEngineWhatAnEarlierStartHasPinned() {
    List<Optional<String>> told = new ArrayList<>();
    EngineCheck further = (plan, earlier, limit) -> told.add(earlier.map(RoutePins::incarnation));

    PinnedRoute first = prepareAll(List.of(route), false, further).get(0);
    prepareAll(List.of(route), false, further);

    assertThat(told).containsExactly(Optional.empty(), Optional.of(first.incarnation()));
  }

  /** Such a route is for another engine; no cluster is asked. */
  @Test
  void shouldRefuseARouteThatTheEngineCannotRun() {
    east.fallSilent();
    RoutePlan unsuited = Routes.withTopic(route, "_orders");

    RouteFailedException failure = failure(unsuited);

    assertThat(failure)
        .hasMessage(
            "twinroute.routes.paid-orders.left.topic: the engine kstreams cannot run this route: no"
                + " copies; use another topic");
    assertThat(failure.isPermanent()).isTrue();
    mustHaveWrittenNothing();
  }

  @Test
  void shouldCreateWhereTheEngineReadsCopies() throws Exception {
    prepare(route);

    assertThat(partitions("east.orders")).isEqualTo(2);
    assertThat(setting("east.orders", "message.timestamp.before.max.ms"))
        .isEqualTo(String.valueOf(Long.MAX_VALUE));
  }

  @Test
  void shouldCompactResultsAloneWhereTheRouteSaysSo() throws Exception {
    prepare(Routes.compacted("more-orders", "more-{engine}", 3));

    assertThat(setting("more-kstreams", "cleanup.policy")).isEqualTo("compact");
    assertThat(setting("more-kstreams.late", "cleanup.policy")).isEqualTo("delete");
  }

  /** Kafka takes them for one; it would say so when others were created already. */
  @Test
  void shouldNameTheTopicInWhosePlaceAnotherWouldBe() {
    central.createTopic("east_orders", 1);
    central.createTopic("more.kstreams.late", 1);
    central.createTopic("twinroute_pins", 1);
    central.createTopic("worker_central", 1);
    Set<String> before = central.topics();

    RouteFailedException failure = failure(Routes.plan("more-orders", "more_{engine}", 4), route);

    assertThat(failure.getMessage().lines())
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .startsWith("Remote topic 'east.orders' on cluster 'central' at central:9092")
                    .contains(" cannot be created: there is 'east_orders', and Kafka takes names"),
            line ->
                assertThat(line)
                    .startsWith("Late topic 'more_kstreams.late' on cluster")
                    .contains("there is 'more.kstreams.late'"),
            line ->
                assertThat(line)
                    .startsWith("Topic 'twinroute.pins' on cluster")
                    .contains("there is 'twinroute_pins'"),
            line ->
                assertThat(line)
                    .startsWith("Topic 'worker.central' on cluster")
                    .contains("there is 'worker_central'"));
    assertThat(central.topics()).isEqualTo(before);
  }

  /** With the brokers' defaults, which hold where the router sets nothing. */
  @Test
  void shouldRefuseToCreateWhatCouldNeverBeWritten() {
    central.setDefault("min.insync.replicas", "2");

    assertThat(failure(route))
        .hasMessageContaining("Late topic 'paid-kstreams.late' on cluster 'central'")
        .hasMessageContaining("Remote topic 'east.orders' on cluster 'central'")
        .hasMessageContaining("has min.insync.replicas=2: no write is ever complete");
    mustHaveWrittenNothing();
  }

  /** All at once, and of every topic that the route writes or its engine reads. */
  @Test
  void shouldRefuseTopicsThatWouldLoseOrRefuseRecords() {
    Map<String, String> compacted = Map.of("cleanup.policy", "compact,delete");
    central.createTopic(LATE, 4, compacted);
    central.createTopic("east.orders", 2, compacted);
    central.createTopic("west.payments", 2, Map.of("message.timestamp.before.max.ms", "86400000"));
    central.createTopic("more-kstreams", 4, compacted);
    Set<String> before = central.topics();

    RouteFailedException failure = failure(route, Routes.plan("more-orders", "more-{engine}", 4));

    assertThat(failure)
        .hasMessageContaining("Late topic 'paid-kstreams.late' on cluster 'central'")
        .hasMessageContaining("Remote topic 'east.orders' on cluster 'central'")
        .hasMessageContaining("Remote topic 'west.payments' on cluster 'central'")
        .hasMessageContaining("Output topic 'more-kstreams' on cluster 'central'")
        .hasMessageContaining("has message.timestamp.before.max.ms=86400000: brokers would refuse");
    assertThat(central.topics()).isEqualTo(before);
  }

  @Test
  void shouldNotGoOnWithASourceThatWasCreatedAgain() {
    prepare(route);
    east.deleteTopic("orders");
    east.createTopic("orders", 2);

    RouteFailedException failure = failure(route);

    assertThat(failure)
        .hasMessageContaining("Route 'paid-orders' was started on east/orders and cannot resume")
        .hasMessageContaining("the topic has been deleted and created again since");
    assertThat(failure.isPermanent()).isTrue();
  }

  @Test
  void shouldWaitForASourceThatIsNotThereAnyMore() {
    prepare(route);
    east.deleteTopic("orders");

    assertThat(failure(route).isPermanent()).isFalse();
  }

  @Test
  void shouldRefuseOutputsOfUnlikePartitions() {
    central.resize(OTHERS_OUTPUT, 3);

    assertThat(failure(route))
        .hasMessageStartingWith("twinroute.routes.paid-orders.output: the engines' topics on")
        .hasMessageContaining("'paid-flink' 3")
        .hasMessageContaining("'paid-kstreams' 4");
    mustHaveWrittenNothing();
  }

  @Test
  void shouldRefuseAnOutputUnlikeTheOneThatIsToBeCreated() {
    central.deleteTopic(OUTPUT);
    RoutePlan asked = Routes.plan("paid-orders", "paid-{engine}", 5);

    assertThat(failure(asked))
        .hasMessageContaining("would differ in their partitions")
        .hasMessageContaining("'paid-flink' 4")
        .hasMessageContaining("'paid-kstreams' 5");
    assertThat(central.topics()).containsExactly(OTHERS_OUTPUT);
  }

  @Test
  void shouldRefuseAnOutputThatReplacesTimestamps() {
    central.deleteTopic(OUTPUT);
    central.createTopic(OUTPUT, 4, Map.of("message.timestamp.type", "LogAppendTime"));

    assertThat(failure(route)).hasMessageContaining("message.timestamp.type=LogAppendTime");
    mustHaveWrittenNothing();
  }

  /** What the route had written there is gone, and the engines would not write it again. */
  @Test
  void shouldNotGoOnWhereAnOutputWasDeleted() {
    prepare(route);
    central.deleteTopic(LATE);

    RouteFailedException failure = failure(route);

    assertThat(failure).hasMessageStartingWith("Topic 'paid-kstreams.late' on cluster");
    assertThat(failure).hasMessageContaining("was deleted, and with it");
    assertThat(failure.isPermanent()).isTrue();
    assertThat(central.topics()).doesNotContain(LATE);
  }

  @Test
  void shouldNotGoOnWhereAnOutputWasCreatedAgain() {
    prepare(route);
    central.deleteTopic(OUTPUT);
    central.createTopic(OUTPUT, 4);

    RouteFailedException failure = failure(route);

    assertThat(failure).hasMessageContaining("was deleted and created again");
    assertThat(failure.isPermanent()).isTrue();
  }

  @Test
  void shouldNotTrustAPinsTopicThatForgets() {
    central.createTopic(TopicNames.PINS, 1, Map.of("cleanup.policy", "delete"));

    assertThat(failure(route))
        .hasMessageContaining("Topic 'twinroute.pins' on cluster")
        .hasMessageContaining("has cleanup.policy=delete");
    assertThat(pins()).isEmpty();
  }

  @Test
  void shouldTakeRecordsAsLargeAsTheTopicsThatItCreates() throws Exception {
    PinnedRoute pinned = prepare(Routes.plan("more-orders", "more-{engine}", 3));

    assertThat(pinned.limit()).isEqualTo(SizeLimit.DEFAULT);
    for (String topic : List.of("more-kstreams", "more-kstreams.late")) {
      assertThat(setting(topic, "max.message.bytes"))
          .as(topic)
          .isEqualTo(String.valueOf(16 * 1024 * 1024 + 32 * 1024));
    }
    assertThat(pins()).singleElement().asString().contains("\"maxRecordBytes\":16777216");
  }

  /** Both engines have one limit, whichever starts first. */
  @Test
  void shouldTakeRecordsAsLargeAsAllOutputTopicsDoThatAreThere() throws Exception {
    outputs("2000000", "1048588");

    PinnedRoute pinned = prepare(route);

    assertThat(pinned.limit()).isEqualTo(new SizeLimit(1_048_588 - 32_768));
    assertThat(setting(LATE, "max.message.bytes")).isEqualTo("1048588");
  }

  @Test
  void shouldTakeTheLimitThatTheRouteNames() throws Exception {
    outputs("2000000", "1048588");

    PinnedRoute pinned = prepare(Routes.limited(route, 1_500_000));

    assertThat(pinned.limit()).isEqualTo(new SizeLimit(1_500_000));
    assertThat(setting(LATE, "max.message.bytes")).isEqualTo("1532768");
  }

  @Test
  void shouldRefuseOutputsThatAreTooSmallForTheLimit() {
    outputs("1048588", "9000000");
    central.createTopic(LATE, 4, Map.of("max.message.bytes", "1032767"));

    RouteFailedException failure = failure(Routes.limited(route, 1_000_000));

    assertThat(failure)
        .hasMessage(
            "Topic 'paid-kstreams.late' on cluster central (central:9092) has"
                + " max.message.bytes=1032767, and records of up to 1000000 bytes (max-record-bytes"
                + " of route 'paid-orders') need 1032768 there. Raise it, or give the route a"
                + " smaller max-record-bytes before its first start.");
    assertThat(failure.isPermanent()).isFalse();
    assertThat(central.topics()).containsExactlyInAnyOrder(OUTPUT, OTHERS_OUTPUT, LATE);
  }

  @Test
  void shouldRefuseAnOutputThatTakesNothing() {
    outputs("32768", "9000000");

    assertThat(failure(route))
        .hasMessageContaining("Topic 'paid-kstreams' on cluster")
        .hasMessageContaining("max.message.bytes=32768")
        .hasMessageContaining("needs more than 32768 there");
    mustHaveWrittenNothing();
  }

  @Test
  void shouldKeepTheLimitWhateverTheTopicsTakeLater() {
    outputs("1048588", "1048588");
    PinnedRoute first = prepare(route);
    limitOf(OUTPUT, "9000000");

    assertThat(prepare(route).limit()).isEqualTo(first.limit());

    limitOf(OUTPUT, "1048587");
    assertThat(failure(route))
        .hasMessageContaining("max.message.bytes=1048587")
        .hasMessageContaining("need 1048588 there");
    assertThat(failure(Routes.limited(route, 1_000)))
        .hasMessageContaining(
            "was started with max-record-bytes 1015820 and cannot resume with 1000");
  }

  @Test
  void shouldTellTheEngineHowLargeRecordsMayBe() {
    List<SizeLimit> told = new ArrayList<>();

    prepareAll(
        List.of(Routes.limited(route, 7_000)), false, (plan, earlier, limit) -> told.add(limit));

    assertThat(told).containsExactly(new SizeLimit(7_000));
  }

  /** The output topics with these limits. */
  private void outputs(String own, String others) {
    central.deleteTopic(OUTPUT);
    central.createTopic(OUTPUT, 4, Map.of("max.message.bytes", own));
    central.deleteTopic(OTHERS_OUTPUT);
    central.createTopic(OTHERS_OUTPUT, 4, Map.of("max.message.bytes", others));
  }

  private void limitOf(String topic, String bytes) {
    central
        .admin()
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))));
  }

  private void mustHaveWrittenNothing() {
    assertThat(central.topics()).isEqualTo(Set.of(OUTPUT, OTHERS_OUTPUT));
  }

  private List<String> pins() {
    return central.values(TopicNames.PINS, 0);
  }

  private int partitions(String topic) throws Exception {
    return central
        .admin()
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }

  private String setting(String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return central
        .admin()
        .describeConfigs(List.of(resource))
        .all()
        .get()
        .get(resource)
        .get(key)
        .value();
  }

  /** A key that belongs to a partition of two. */
  private static String keyOf(int partition) {
    for (int i = 0; ; i++) {
      String key = "key-" + i;
      if (KeyPartitioning.partition(key.getBytes(StandardCharsets.UTF_8), 2) == partition) {
        return key;
      }
    }
  }

  private RouteFailedException failure(RoutePlan... routes) {
    return catchThrowableOfType(
        RouteFailedException.class, () -> prepareAll(List.of(routes), false, NOTHING_MORE));
  }

  private PinnedRoute prepare(RoutePlan plan) {
    return prepareAll(List.of(plan), false, NOTHING_MORE).get(0);
  }

  private List<PinnedRoute> prepareAll(
      List<RoutePlan> routes, boolean untilEnd, EngineCheck further) {
    try (RoutePreparation preparation = new RoutePreparation(clusters, TestEngines.KSTREAMS)) {
      return preparation.prepare(routes, untilEnd, further);
    }
  }
}
