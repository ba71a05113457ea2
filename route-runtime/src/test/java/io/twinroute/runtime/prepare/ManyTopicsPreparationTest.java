package io.twinroute.runtime.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A route whose left side reads topics of one name from two clusters. */
@Timeout(60)
class ManyTopicsPreparationTest {

  private static final EngineCheck NOTHING_MORE = (plan, earlier, limit) -> {};

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final FakeCluster north = clusters.get("north");
  private final RoutePlan route = Routes.withClusters(Routes.plan(), "orders", "east", "north");

  @BeforeEach
  void createTopics() {
    east.createTopic("orders", 2);
    north.createTopic("orders", 3);
    clusters.get("west").createTopic("payments", 2);
    clusters.get("central").createTopic("paid-kstreams", 4);
    clusters.get("central").createTopic("paid-flink", 4);
  }

  @Test
  void shouldPinEachTopicAndNumberTheirPartitions() {
    north.removeBefore("orders", 1, 7);
    north.append("orders", 2, "k", "1");

    PinnedInput left = prepare(route, true, NOTHING_MORE).input(0);

    assertThat(left.topics())
        .extracting(topic -> topic.source().address(), PinnedTopic::first)
        .containsExactly(tuple("east/orders", 0), tuple("north/orders", 2));
    assertThat(left.starts()).containsExactly(0L, 0L, 0L, 7L, 0L);
    assertThat(left.ends()).containsExactly(-1L, -1L, -1L, -1L, 0L);
    assertThat(left.sources().name(4)).isEqualTo("north/orders/2");
  }

  @Test
  void shouldDoWithoutARepartitionTopicOnlyIfAllTopicsArePartitionedAlike() {
    assertThat(prepare(route, false, NOTHING_MORE).repartitionPartitions())
        .isEqualTo(route.parallelism());

    clusters.get("south").createTopic("orders", 2);
    RoutePlan alike =
        Routes.withClusters(Routes.plan("alike", "paid-{engine}", null), "orders", "east", "south");
    assertThat(prepare(alike, false, NOTHING_MORE).repartitionPartitions()).isZero();
  }

  @Test
  void shouldRefuseAFurtherTopicAndAnotherOrder() {
    prepare(route, false, NOTHING_MORE);
    clusters.get("south").createTopic("orders", 2);

    for (String[] others :
        List.of(
            new String[] {"east", "north", "south"},
            new String[] {"east"},
            new String[] {"north", "east"})) {
      RoutePlan changed = Routes.withClusters(Routes.plan(), "orders", others);
      assertThatThrownBy(() -> prepare(changed, false, NOTHING_MORE))
          .isInstanceOf(RouteFailedException.class)
          .hasMessageContaining("was started on east/orders, north/orders and cannot resume on")
          .hasMessageContaining("Give the route a new name");
    }
  }

  /** Both find no pins; the one that pins first decides, and the other one has another file. */
  @Test
  void shouldCompareThePinsOfAFasterRouter() {
    RoutePlan other = Routes.withClusters(Routes.plan(), "orders", "north", "east");

    assertThatThrownBy(
            () ->
                prepare(
                    route, false, (plan, earlier, limit) -> prepare(other, false, NOTHING_MORE)))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("was started on north/orders, east/orders and cannot resume on");
  }

  @Test
  void shouldNameTheTopicThatIsMissing() {
    RoutePlan missing = Routes.withClusters(Routes.plan(), "orders", "east", "north", "south");

    assertThatThrownBy(() -> prepare(missing, false, NOTHING_MORE))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("'orders'")
        .hasMessageContaining("south")
        .hasMessageNotContaining("north");
  }

  private PinnedRoute prepare(RoutePlan plan, boolean untilEnd, EngineCheck further) {
    try (RoutePreparation preparation = new RoutePreparation(clusters, TestEngines.KSTREAMS)) {
      return preparation.prepare(List.of(plan), untilEnd, further).get(0);
    }
  }
}
