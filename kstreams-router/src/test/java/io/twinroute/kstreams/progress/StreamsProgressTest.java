package io.twinroute.kstreams.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamsProgressTest {

  private final PinnedRoute route = Routes.endless(2, 2, 3);
  private final StreamsProgress progress = new StreamsProgress(route);

  /** What it knew of a partition is outdated once another process reads it. */
  @Test
  void shouldForgetWhatAnotherProcessReads() {
    progress.position(0, 0, 7);
    progress.frontier(0, 0, 700);
    progress.position(0, 1, 9);
    progress.frontier(0, 1, 900);

    progress.readsElsewhere(List.of(Set.of(0), Set.of()), false);

    InputPositions left = progress.counts().input(0).positions();
    assertThat(left.elsewhere()).containsExactly(0);
    assertThat(left.lastOffsets()).containsExactly(-1L, 9L);
    assertThat(left.frontiers()).containsExactly(Frontiers.UNKNOWN, 900L);
  }

  @Test
  void shouldKnowAFrontierThatATaskHereHasHeardOf() {
    progress.heard(0, 0, 750);

    progress.readsElsewhere(List.of(Set.of(0), Set.of()), true);
    assertThat(progress.counts().input(0).positions().frontier(0)).isEqualTo(750);

    progress.readsElsewhere(List.of(Set.of(0), Set.of()), false);
    assertThat(progress.counts().input(0).positions().frontier(0)).isEqualTo(Frontiers.UNKNOWN);
  }

  @Test
  void shouldForgetATransactionThatIsAborted() {
    progress.wrote();

    progress.aborted();

    assertThat(progress.openSince()).isEmpty();
  }

  /** Another router commits, and this one has no age of a commit. */
  @Test
  void shouldHaveNoLastCommitWithoutTasks() {
    progress.committed();

    progress.readsElsewhere(List.of(Set.of(0, 1), Set.of(0)), false);
    assertThat(progress.committedAt()).isPresent();

    progress.readsElsewhere(List.of(Set.of(0, 1), Set.of(0, 1)), true);
    assertThat(progress.committedAt()).isPresent();

    progress.readsElsewhere(List.of(Set.of(0, 1), Set.of(0, 1)), false);
    assertThat(progress.committedAt()).isEmpty();
  }

  @Test
  void shouldKnowItsTransactions() {
    assertThat(progress.openSince()).isEmpty();
    assertThat(progress.committedAt()).isEmpty();

    progress.wrote();
    assertThat(progress.openSince()).isPresent();

    progress.took(5);
    progress.committed();
    progress.failed();

    assertThat(progress.openSince()).isEmpty();
    assertThat(progress.committedAt()).isPresent();
    assertThat(progress.commitDuration()).hasValue(5);
    assertThat(progress.failedCommits()).isEqualTo(1);
  }

  @Test
  void shouldAddUpTheRecentRecordsOfItsTasks() {
    progress.recent(0, 10);
    progress.recent(1, 20);
    progress.recent(0, 5);

    assertThat(progress.recentBytes()).isEqualTo(25);
  }
}
