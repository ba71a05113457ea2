package io.twinroute.runtime.watch.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.ReadCopies;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.supervise.WatchedRunner;
import io.twinroute.runtime.watch.ClusterLoops;
import io.twinroute.runtime.watch.OpenTransactionWatch;
import io.twinroute.runtime.watch.TopicIdentityWatch;
import io.twinroute.runtime.watch.shared.Copies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LagWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final InputPositions NOTHING =
      new InputPositions(List.of(-1L), List.of(0L), List.of(-1L), Set.of());

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final FakeCluster central = clusters.get("central");
  private final ClusterLoops loops = new ClusterLoops(clusters);
  private final OpenTransactionWatch transactions = new OpenTransactionWatch(loops);
  private final LagWatch watch = new LagWatch(loops, transactions::committedEnds);
  private final List<SupervisedRoute> routes = new ArrayList<>();

  @AfterEach
  void close() {
    loops.close();
    routes.forEach(SupervisedRoute::requestStop);
  }

  @Test
  void shouldGiveTheOldestRecordThatIsNotThroughOfEachHop() {
    for (long time = 100; time < 110; time++) {
      append(east, "orders", time);
    }
    WatchedRunner runner = new WatchedRunner();
    runner.at(new InputPositions(List.of(5L), List.of(0L), List.of(2L), Set.of()), NOTHING);
    SupervisedRoute route = run("r", runner);

    assertThat(lagOf(route, Hop.ACCEPT, "orders")).isEqualTo(new Seen(4, OptionalLong.of(106)));
    assertThat(lagOf(route, Hop.COMMIT, "orders")).isEqualTo(new Seen(7, OptionalLong.of(103)));
    assertThat(lagOf(route, Hop.ACCEPT, "payments")).isEqualTo(new Seen(0, OptionalLong.empty()));

    runner.at(new InputPositions(List.of(9L), List.of(0L), List.of(9L), Set.of()), NOTHING);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(lagOf(route, Hop.COMMIT, "orders"))
                    .isEqualTo(new Seen(0, OptionalLong.empty())));
  }

  /** A marker is no record, so nothing waits behind the last one. */
  @Test
  void shouldNotCountMarkersThatNoRecordFollows() {
    append(east, "orders", 100);
    east.appendUnseen("orders", 0);
    WatchedRunner runner = new WatchedRunner();
    runner.at(new InputPositions(List.of(0L), List.of(0L), List.of(0L), Set.of()), NOTHING);
    SupervisedRoute route = run("r", runner);

    assertThat(lagOf(route, Hop.COMMIT, "orders")).isEqualTo(new Seen(0, OptionalLong.empty()));
  }

  @Test
  void shouldSayNothingOfPartitionsThatAreReadElsewhere() {
    append(east, "orders", 100);
    WatchedRunner runner = new WatchedRunner();
    runner.at(
        new InputPositions(List.of(-1L), List.of(0L), List.of(), Set.of(0)),
        new InputPositions(List.of(-1L), List.of(0L), List.of(), Set.of()));
    SupervisedRoute route = run("r", runner);
    lagOf(route, Hop.ACCEPT, "payments");

    assertThat(watch.of(route)).noneMatch(lag -> lag.source().at().topic().equals("orders"));
  }

  /** The offsets of the group say it, wherever the partitions are read. */
  @Test
  void shouldMeasureCopiesByTheGroupsOffsets() {
    SupervisedRoute route = runWithCopies();
    watch.add(List.of(route));

    assertThat(lagOf(route, Hop.COMMIT, "orders")).isEqualTo(new Seen(5, OptionalLong.of(105)));
    assertThat(lagOf(route, Hop.MIRROR, "orders")).isEqualTo(new Seen(2, OptionalLong.of(108)));
    assertThat(watch.of(route)).noneMatch(lag -> lag.hop() == Hop.ACCEPT);
  }

  @Test
  void shouldAskNothingMoreForAHundredRoutesThatHaveReadAll() {
    append(east, "orders", 100);
    List<SupervisedRoute> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      WatchedRunner runner = new WatchedRunner();
      runner.at(new InputPositions(List.of(0L), List.of(0L), List.of(0L), Set.of()), NOTHING);
      all.add(run("r" + i, runner));
    }
    lagOf(all.get(99), Hop.COMMIT, "orders");

    int before = east.requests("listOffsets");
    await().during(Duration.ofSeconds(3)).until(() -> true);

    assertThat(east.requests("listOffsets") - before).isLessThanOrEqualTo(4); // the transactions'
    assertThat(east.polls()).isZero();
  }

  @Test
  void shouldForgetARouteThatHasLeft() {
    WatchedRunner runner = new WatchedRunner();
    runner.at(NOTHING, NOTHING);
    SupervisedRoute route = run("r", runner);
    lagOf(route, Hop.COMMIT, "orders");

    watch.remove(List.of(route));

    await().atMost(PATIENCE).until(() -> watch.of(route).isEmpty());
  }

  @Test
  void shouldKnowNothingWhileASourceIsSilent() {
    WatchedRunner runner = new WatchedRunner();
    runner.at(NOTHING, NOTHING);
    SupervisedRoute route = run("r", runner);
    new TopicIdentityWatch(loops, TestEngines.KSTREAMS, (unfit, why) -> {})
        .add(List.of(route.route()));
    lagOf(route, Hop.COMMIT, "orders");

    east.fallSilent();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(watch.of(route))
                  .noneMatch(lag -> lag.source().at().topic().equals("orders"));
              assertThat(loops.outage(Routes.cluster("east"))).isPresent();
              assertThat(loops.outage(Routes.cluster("west"))).isEmpty();
            });

    east.comeBack();

    await().atMost(PATIENCE).until(() -> loops.outage(Routes.cluster("east")).isEmpty());
  }

  @Test
  void shouldKnowTheOtherPartitionsIfOneHasNoEnd() {
    LagWatch partial =
        new LagWatch(
            loops,
            cluster ->
                Map.of(new TopicPartition("orders", 1), 5L, new TopicPartition("payments", 0), 0L));
    WatchedRunner runner = new WatchedRunner();
    runner.at(
        new InputPositions(List.of(-1L, 4L), List.of(0L, 0L), List.of(-1L, 4L), Set.of()),
        new InputPositions(List.of(-1L, -1L), List.of(0L, 0L), List.of(-1L, -1L), Set.of()));
    SupervisedRoute route = start("r", runner, 2);
    partial.add(List.of(route));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(partial.of(route))
                    .filteredOn(lag -> lag.hop() == Hop.COMMIT)
                    .extracting(lag -> lag.source().at().topic() + lag.source().at().partition())
                    .containsExactlyInAnyOrder("orders1", "payments0"));
  }

  @Test
  void shouldSayNothingBeforeTheEngineHasReportedPositions() {
    append(east, "orders", 100);
    WatchedRunner runner = new WatchedRunner();
    runner.at(InputPositions.NONE, NOTHING);
    SupervisedRoute route = run("r", runner);

    await()
        .during(Duration.ofSeconds(5))
        .atMost(PATIENCE)
        .until(() -> find(route, Hop.ACCEPT, "orders").isEmpty());
    assertThat(find(route, Hop.ACCEPT, "payments")).isPresent();
  }

  @Test
  void shouldMeasureOneTopicsCopiesIfAnothersAreMissing() {
    SupervisedRoute route = runWithCopies();
    central.loseOffsets("west.payments");
    watch.add(List.of(route));

    assertThat(lagOf(route, Hop.COMMIT, "orders")).isEqualTo(new Seen(5, OptionalLong.of(105)));
  }

  @Test
  void shouldMeasureOneTopicsCopiesIfTheEndOfAnothersCannotBeRead() {
    append(fakeWest(), "payments", 100);
    central.append("west.payments", 0, null, "0");
    central.admin().updateConsumerGroupOffsets(Map.of(new TopicPartition("west.payments", 0), 1L));
    SupervisedRoute route = runWithCopies();
    central.denyReads("west.payments");
    watch.add(List.of(route));

    assertThat(lagOf(route, Hop.COMMIT, "orders")).isEqualTo(new Seen(5, OptionalLong.of(105)));
    assertThat(find(route, Hop.MIRROR, "payments")).isEmpty();
  }

  private FakeCluster fakeWest() {
    return clusters.get("west");
  }

  /** Eight of ten records are copied, and five are committed. It is not watched yet. */
  private SupervisedRoute runWithCopies() {
    for (long time = 100; time < 110; time++) {
      append(east, "orders", time);
    }
    central.createTopic("east.orders", 1);
    central.createTopic("west.payments", 1);
    for (int original = 0; original < 8; original++) {
      central.append("east.orders", 0, null, Integer.toString(original));
    }
    central.admin().updateConsumerGroupOffsets(Map.of(new TopicPartition("east.orders", 0), 5L));
    WatchedRunner runner = new WatchedRunner();
    runner.copies =
        Optional.of(
            new ReadCopies(
                Routes.cluster("central"),
                "g",
                Map.of(
                    new SourceTopic(Routes.cluster("east"), "orders"),
                    copies("east.orders"),
                    new SourceTopic(Routes.cluster("west"), "payments"),
                    copies("west.payments"))));
    runner.at(
        new InputPositions(List.of(-1L), List.of(0L), List.of(), Set.of(0)),
        new InputPositions(List.of(-1L), List.of(0L), List.of(), Set.of(0)));
    SupervisedRoute route = start("r", runner, 1);
    transactions.add(List.of(route.route()));
    return route;
  }

  @Test
  void shouldHaveNoNegativeAge() {
    WatchedRunner runner = new WatchedRunner();
    runner.at(NOTHING, NOTHING);
    SupervisedRoute route = run("r", runner);
    append(east, "orders", 5_000);
    await().atMost(PATIENCE).until(() -> lagOf(route, Hop.COMMIT, "orders").records() == 1);

    PartitionLag lag =
        watch.of(route).stream().filter(PartitionLag::isBehind).findFirst().orElseThrow();

    assertThat(lag.ageMillis(4_000)).isZero();
    assertThat(lag.ageMillis(6_500)).isEqualTo(1_500);
  }

  private record Seen(long records, OptionalLong oldest) {}

  private Seen lagOf(SupervisedRoute route, Hop hop, String topic) {
    await().atMost(PATIENCE).until(() -> find(route, hop, topic).isPresent());
    PartitionLag lag = find(route, hop, topic).orElseThrow();
    return new Seen(lag.records(), lag.oldest());
  }

  private Optional<PartitionLag> find(SupervisedRoute route, Hop hop, String topic) {
    return watch.of(route).stream()
        .filter(lag -> lag.hop() == hop && lag.source().at().topic().equals(topic))
        .findFirst();
  }

  private SupervisedRoute run(String name, WatchedRunner runner) {
    SupervisedRoute route = start(name, runner, 1);
    transactions.add(List.of(route.route()));
    watch.add(List.of(route));
    return route;
  }

  private SupervisedRoute start(String name, WatchedRunner runner, int partitions) {
    SupervisedRoute route =
        new SupervisedRoute(
            Routes.endless(Routes.plan(name, name + "-{engine}", partitions), partitions),
            runner,
            new RestartSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
    routes.add(route);
    route.start();
    await().atMost(PATIENCE).until(() -> route.status().state() == RouteState.RUNNING);
    return route;
  }

  private static Copies copies(String topic) {
    return new Copies(
        Routes.cluster("central"),
        topic,
        copy -> Long.parseLong(new String(copy.value(), StandardCharsets.UTF_8)));
  }

  private static void append(FakeCluster cluster, String topic, long time) {
    cluster.append(new ProducerRecord<>(topic, 0, time, null, new byte[0]));
  }
}
