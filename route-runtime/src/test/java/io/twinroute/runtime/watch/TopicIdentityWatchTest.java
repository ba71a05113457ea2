package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.BlockedClusters;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.prepare.RoutePreparation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopicIdentityWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeClusters fakes = new FakeClusters();
  private final FakeCluster east = fakes.get("east");
  private final FakeCluster central = fakes.get("central");
  private final BlockedClusters clusters = new BlockedClusters(fakes);
  private final Map<String, String> unfit = new ConcurrentHashMap<>();

  @BeforeEach
  void createTopics() {
    east.createTopic("orders", 2);
    fakes.get("west").createTopic("payments", 2);
  }

  @AfterEach
  void release() {
    clusters.release();
  }

  @Test
  void shouldAskEachClusterOnceForAllRoutes() {
    List<PinnedRoute> routes = prepare(0, 100);
    int before = east.requests("describeTopics");
    int polls = central.polls();
    try (ClusterLoops loops = loops()) {
      watch(loops, routes);
      await().atMost(PATIENCE).until(() -> east.requests("describeTopics") >= before + 2);
      int looks = central.requests("describeTopics");
      await().atMost(PATIENCE).until(() -> central.requests("describeTopics") > looks);

      assertThat(east.requests("describeTopics")).isLessThan(before + 10);
      assertThat(central.polls() - polls).as("reads of pins").isLessThan(20);
      assertThat(unfit).isEmpty();
    }
  }

  @Test
  void shouldNameTheRoutesThatReadATopicThatIsCreatedAgain() {
    List<PinnedRoute> routes = prepare(0, 3);
    try (ClusterLoops loops = loops()) {
      watch(loops, routes);
      east.deleteTopic("orders");
      east.createTopic("orders", 2);

      await().atMost(PATIENCE).until(() -> unfit.size() == 3);
    }
    assertThat(unfit.get("route-1")).contains("east/orders", "deleted and created again");
  }

  @Test
  void shouldNoticeWhatHasHappenedAtOneClusterWhileAnotherIsSilent() {
    List<PinnedRoute> routes = prepare(0, 2);
    clusters.block("east");
    try (ClusterLoops loops = loops()) {
      watch(loops, routes);
      central.deleteTopic("out-1-kstreams");

      await().atMost(PATIENCE).until(() -> unfit.containsKey("route-1"));
    }
    assertThat(unfit).containsOnlyKeys("route-1");
    assertThat(unfit.get("route-1")).contains("'out-1-kstreams'", "was deleted");
  }

  @Test
  void shouldWatchRoutesThatComeAndNotThoseThatHaveLeft() {
    List<PinnedRoute> first = prepare(0, 1);
    List<PinnedRoute> second = prepare(1, 2);
    try (ClusterLoops loops = loops()) {
      TopicIdentityWatch watch = watch(loops, first);
      watch.add(second);
      watch.remove(first);
      central.deleteTopic("out-0-kstreams");
      central.deleteTopic("out-1-kstreams");

      await().atMost(PATIENCE).until(() -> unfit.containsKey("route-1"));
    }
    assertThat(unfit).doesNotContainKey("route-0");
  }

  /** The topic of the pins belongs to all installations, and not all are of the same version. */
  @Test
  void shouldWatchTheOthersWhereThePinsOfARouteCannotBeRead() {
    List<PinnedRoute> routes = prepare(0, 2);
    central.append(TopicNames.PINS, 0, "another-installation", "{\"version\":99}");
    central.append(TopicNames.PINS, 0, "route-0", "{\"version\":99}");
    try (ClusterLoops loops = loops()) {
      watch(loops, routes);
      central.deleteTopic("out-1-kstreams");
      east.deleteTopic("orders");

      await().atMost(PATIENCE).until(() -> unfit.containsKey("route-1"));
    }
    assertThat(unfit).containsOnlyKeys("route-1");
  }

  private TopicIdentityWatch watch(ClusterLoops loops, List<PinnedRoute> routes) {
    TopicIdentityWatch watch =
        new TopicIdentityWatch(
            loops, TestEngines.KSTREAMS, (route, reason) -> unfit.put(route.plan().name(), reason));
    watch.add(routes);
    return watch;
  }

  private ClusterLoops loops() {
    return new ClusterLoops(clusters, Duration.ofMillis(500));
  }

  private List<PinnedRoute> prepare(int from, int to) {
    List<RoutePlan> plans =
        IntStream.range(from, to)
            .mapToObj(i -> Routes.plan("route-" + i, "out-" + i + "-{engine}", 4))
            .toList();
    try (RoutePreparation preparation = new RoutePreparation(fakes, TestEngines.KSTREAMS)) {
      return preparation.prepare(plans, false, (plan, earlier, limit) -> {});
    }
  }
}
