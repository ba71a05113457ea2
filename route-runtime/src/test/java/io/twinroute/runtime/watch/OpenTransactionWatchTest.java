package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.BlockedClusters;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenTransactionWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FakeClusters fakes = new FakeClusters();
  private final FakeCluster east = fakes.get("east");
  private final FakeCluster west = fakes.get("west");
  private final BlockedClusters clusters = new BlockedClusters(fakes);

  @AfterEach
  void release() {
    clusters.release();
  }

  @Test
  void shouldAskEachClusterOnceForAllRoutesAndNoMoreWhenTheyHaveLeft() {
    List<PinnedRoute> routes =
        IntStream.range(0, 100)
            .mapToObj(i -> Routes.endless(Routes.plan("r" + i, "out-" + i, 1), 2))
            .toList();
    try (ClusterLoops loops = new ClusterLoops(clusters)) {
      OpenTransactionWatch watch = new OpenTransactionWatch(loops);
      watch.add(routes);
      await().atMost(PATIENCE).until(() -> west.requests("listOffsets") >= 4);
      assertThat(east.requests("listOffsets")).isLessThan(12);

      watch.remove(routes);
      watch.add(routes.subList(0, 1));
      watch.remove(routes.subList(0, 1));

      int left = east.requests("listOffsets");
      await().during(Duration.ofSeconds(3)).until(() -> east.requests("listOffsets") <= left + 2);
    }
  }

  /** A partition that does not answer keeps nothing from the others. */
  @Test
  void shouldNameATransactionAtOneClusterWhileAnotherIsSilent() {
    clusters.block("west");
    east.loseOffsets("returns");
    east.beginTransaction("orders", 0);
    east.append("orders", 0, "k", "v");
    PinnedRoute route = Routes.endless(Routes.plan(), 1);
    PinnedRoute other = Routes.endless(Routes.withTopic(Routes.plan(), "returns"), 1);
    try (ClusterLoops loops = new ClusterLoops(clusters)) {
      OpenTransactionWatch watch = new OpenTransactionWatch(loops);
      watch.add(List.of(route, other));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(watch.of(route.plan().input(0).topics().get(0)))
                      .singleElement()
                      .extracting(OpenTransaction::topic, OpenTransaction::offset)
                      .containsExactly("orders", 0L));
    }
  }
}
