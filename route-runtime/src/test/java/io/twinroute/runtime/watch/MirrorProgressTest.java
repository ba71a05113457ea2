package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import io.twinroute.runtime.watch.shared.Copies;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MirrorProgressTest {

  private static final Copies COPIES = NumberedCopies.OF_ORDERS;

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster central = clusters.get("central");
  private final ClusterWatches watches = new ClusterWatches(clusters);

  @Test
  void shouldSayHowFarTheCopiesOfEachPartitionHaveCome() {
    central.append("east.orders", 0, "k", "41");
    central.append("east.orders", 0, "k", "42");
    central.append("east.orders", 1, "k", "7");
    central.removeBefore("east.orders", 1, 1);
    try (var target = watches.of(COPIES.cluster())) {
      assertThat(target.newestOffsets().of(COPIES, 3))
          .succeedsWithin(Duration.ofSeconds(20))
          .isEqualTo(Map.of(0, 42L, 1, Long.MAX_VALUE, 2, -1L));
    }
  }

  @Test
  void shouldAskForCopiesOnceForManyRoutes() {
    central.append("east.orders", 0, "k", "41");
    var input = Routes.endless(Routes.plan(), 1).input(0).topics().get(0);
    for (int i = 0; i < 100; i++) {
      MirrorProgress progress = new MirrorProgress(watches.of(COPIES.cluster()), COPIES, input);
      progress.waits(0, 99);
      progress.look();
    }

    await().until(() -> central.polls() > 0);

    try (var target = watches.of(COPIES.cluster())) {
      assertThat(target.newestOffsets().of(COPIES, 1)).succeedsWithin(Duration.ofSeconds(20));
    }
    assertThat(central.polls()).isLessThan(10);
  }
}
