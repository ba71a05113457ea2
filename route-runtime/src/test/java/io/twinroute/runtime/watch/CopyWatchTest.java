package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.BlockedClusters;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.failure.Lost;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.runtime.watch.shared.ClusterWatches;
import io.twinroute.runtime.watch.shared.Copies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CopyWatchTest {

  private static final PinnedTopic ORDERS =
      Routes.endless(Routes.plan(), 1).input(0).topics().get(0);
  private static final Copies COPIES = NumberedCopies.OF_ORDERS;

  private final FakeClusters fakes = new FakeClusters();
  private final FakeCluster east = fakes.get("east");
  private final BlockedClusters clusters = new BlockedClusters(fakes);
  private final ClusterWatches watches = new ClusterWatches(clusters);
  private final AtomicLong judged = new AtomicLong(-1);
  private final List<CopyWatch> open = new ArrayList<>();

  @AfterEach
  void close() {
    clusters.release();
    open.forEach(CopyWatch::close);
  }

  @Test
  @Timeout(5)
  void shouldNotWaitForAClusterThatIsSilent() {
    clusters.block("east");
    clusters.block("central");

    CopyWatch watch = start();
    watch.passed(0, 2, 5, true);

    assertThat(watch.hasAsked()).isFalse();
    assertThat(watch.hasNoDoubts()).isFalse();
    watch.close();
  }

  @Test
  void shouldSayThatAClusterHasNotAnswered() {
    east.fallSilent();

    CopyWatch watch = start();

    await().until(watch::hasAsked);
    assertThatCode(() -> watch.passed(0, 2, 5, false)).doesNotThrowAnyException();
  }

  @Test
  void shouldReportAGapThatTheSourceHasMade() {
    east.removeBefore("orders", 0, 5);
    CopyWatch watch = start();
    await().until(watch::hasAsked);

    assertThatThrownBy(() -> watch.passed(0, 2, 5, false))
        .isInstanceOfSatisfying(
            RouteFailedException.class,
            e -> assertThat(e.failure()).isInstanceOf(Lost.Uncopied.class));
  }

  /** What was said of the source before was older. */
  @Test
  void shouldReportAGapThatTheSourceHasMadeMeanwhile() {
    CopyWatch watch = start();
    await().until(watch::hasAsked);

    east.removeBefore("orders", 0, 5);
    watch.passed(0, 2, 5, false);

    await().untilAsserted(() -> mustHaveLost(watch, Lost.Uncopied.class));
  }

  @Test
  void shouldReportWhatTheSourceHoldsAndTheTargetDoesNot() {
    append(6);
    CopyWatch watch = start();

    watch.passed(0, 2, 5, true);

    await().untilAsserted(() -> mustHaveLost(watch, Lost.CopiesMissing.class));
  }

  @Test
  void shouldBeInDoubtUntilAGapWasLookedUp() {
    for (int i = 0; i < 6; i++) {
      east.appendUnseen("orders", 0);
    }
    CopyWatch watch = start();

    watch.passed(0, 2, 4, true);
    watch.passed(0, 4, 5, true);

    assertThat(watch.hasNoDoubts()).isFalse();
    await().until(watch::hasNoDoubts);
    watch.mustHaveLostNothing();
  }

  /** Routes over one source meet the same gaps. */
  @Test
  void shouldLookUpTheGapsOfManyRoutesOnce() {
    for (int i = 0; i < 6; i++) {
      east.appendUnseen("orders", 0);
    }
    for (int i = 0; i < 50; i++) {
      start().passed(0, 2, 5, true);
    }

    await().until(() -> open.stream().allMatch(CopyWatch::hasNoDoubts));

    assertThat(east.polls()).isLessThan(20);
  }

  /** A transaction's marker at the end of a partition is no record that could be lost. */
  @Test
  void shouldNotMissAMarkerThatTheSourceRemoves() {
    append(1);
    east.appendUnseen("orders", 0);
    judged.set(0);
    CopyWatch watch = start();
    int before = east.requests("listOffsets");
    await().until(() -> east.requests("listOffsets") > before + 9); // three rounds

    east.removeBefore("orders", 0, 2);
    append(1);
    watch.passed(0, 1, 2, false);

    int then = east.requests("listOffsets");
    await().until(() -> east.requests("listOffsets") > then + 5);
    watch.mustHaveLostNothing();
  }

  private void append(int records) {
    for (int i = 0; i < records; i++) {
      east.append("orders", 0, "k", "v");
    }
  }

  private static void mustHaveLost(CopyWatch watch, Class<? extends Lost> loss) {
    assertThatThrownBy(watch::mustHaveLostNothing)
        .isInstanceOfSatisfying(
            RouteFailedException.class, e -> assertThat(e.failure()).isInstanceOf(loss));
  }

  private CopyWatch start() {
    CopyWatch watch = CopyWatch.start(watches, ORDERS, COPIES, p -> judged.get());
    open.add(watch);
    return watch;
  }
}
