package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import io.twinroute.semantics.accept.Silence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SilenceWatchTest {

  private static final RouteInput ORDERS =
      Routes.silentAfter(Routes.plan().input(0), Duration.ofMillis(400));

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final ClusterWatches watches = new ClusterWatches(clusters);
  private final List<SilenceWatch> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(SilenceWatch::close);
  }

  @Test
  void shouldNameTheLastRecordOfAPartitionThatIsSilent() {
    east.append("orders", 0, "k", "1");
    east.appendUnseen("orders", 0);

    SilenceWatch watch = start(List.of(0L, 0L));

    await().until(() -> watch.of(0) != null && watch.of(1) != null);
    assertThat(watch.of(0)).extracting(Silence::lastOffset, Silence::end).containsExactly(0L, 2L);
    assertThat(watch.of(1))
        .extracting(Silence::lastOffset, Silence::end)
        .containsExactly(PinnedInput.NOTHING, 0L);
  }

  /** Each route has pinned starts of its own, and they share what is looked up. */
  @Test
  void shouldNotCountWhatLiesBeforeTheStartOfTheRoute() {
    east.append("orders", 0, "k", "1");
    east.appendUnseen("orders", 0);

    SilenceWatch early = start(List.of(0L));
    SilenceWatch late = start(List.of(1L));

    await().until(() -> early.of(0) != null && late.of(0) != null);
    assertThat(early.of(0)).extracting(Silence::lastOffset).isEqualTo(0L);
    assertThat(late.of(0)).extracting(Silence::lastOffset).isEqualTo(PinnedInput.NOTHING);
  }

  @Test
  void shouldNotTakeAPartitionForSilentWhileATransactionIsOpen() {
    east.beginTransaction("orders", 0);
    east.append("orders", 0, "k", "1");

    SilenceWatch watch = start(List.of(0L, 0L));

    await().until(() -> watch.of(1) != null);
    assertThat(watch.of(0)).isNull();
  }

  @Test
  void shouldForgetWhenTheClusterDoesNotAnswer() {
    SilenceWatch watch = start(List.of(0L));
    await().until(() -> watch.of(0) != null);

    east.fallSilent();

    await().until(() -> watch.of(0) == null);
    east.comeBack();
    await().until(() -> watch.of(0) != null);
  }

  @Test
  void shouldReadOnceForManyRoutes() {
    for (int i = 0; i < 20; i++) {
      east.append("orders", 0, "k", "1");
    }
    for (int i = 0; i < 100; i++) {
      start(List.of(0L));
    }

    await().until(() -> open.stream().allMatch(watch -> watch.of(0) != null));

    assertThat(east.polls()).isLessThan(20);
  }

  private SilenceWatch start(List<Long> starts) {
    SilenceWatch watch =
        SilenceWatch.start(
            watches,
            ORDERS,
            PinnedInput.of(ORDERS, List.of(starts), List.of(List.of())).topics().get(0));
    open.add(watch);
    return watch;
  }
}
