package io.twinroute.flink.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.job.Routes;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.Collections;
import java.util.List;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;

class EmbeddedSizeTest {

  private static final PinnedRoute SMALL = Routes.pinned(4, 4, 1);
  private static final PinnedRoute WIDE = Routes.pinned(4, 4, 2);

  @Test
  void shouldHaveASlotForEachTaskOfEachRoute() {
    assertThat(EmbeddedSize.of(List.of(SMALL, Routes.pinned(4, 4, 3))).slots()).isEqualTo(4);
  }

  @Test
  void shouldHaveWhatFlinkHasForAFewRoutes() {
    assertThat(EmbeddedSize.of(Collections.nCopies(20, WIDE)).network())
        .isEqualTo(MemorySize.ofMebiBytes(64));
  }

  /** By hand: for each of two tasks a gate of 8 buffers and 2 for each of two channels, twice. */
  @Test
  void shouldHaveBuffersForAllOfAHundredRoutes() {
    assertThat(EmbeddedSize.of(Collections.nCopies(100, WIDE)).network().getBytes())
        .isEqualTo(100 * 48 * 32 * 1024);
  }

  /** Nothing travels between tasks. */
  @Test
  void shouldHaveNoBuffersForRoutesInOneTask() {
    assertThat(EmbeddedSize.of(Collections.nCopies(1_000, SMALL)).network())
        .isEqualTo(MemorySize.ofMebiBytes(64));
  }

  @Test
  void shouldHaveRoomForSomeRoutesMore() {
    EmbeddedSize size = EmbeddedSize.withRoom(List.of(SMALL));

    assertThat(size.slots()).isEqualTo(17);
    assertThat(size.network()).isEqualTo(MemorySize.ofMebiBytes(64));
    assertThat(EmbeddedSize.withRoom(Collections.nCopies(100, WIDE)).network().getBytes())
        .isEqualTo((100 * 48 + 16 * 48) * 32 * 1024);
  }

  @Test
  void shouldNeedFurtherTaskManagersForWhatExceedsOne() {
    EmbeddedSize size = EmbeddedSize.withRoom(List.of(SMALL));

    assertThat(size.taskManagersFor(List.of())).isEqualTo(1);
    assertThat(size.taskManagersFor(Collections.nCopies(17, SMALL))).isEqualTo(1);
    assertThat(size.taskManagersFor(Collections.nCopies(18, SMALL))).isEqualTo(2);
    // One has the slots, but no more than 2048 buffers, and the tasks need 40 * 88 * 2.
    EmbeddedSize manySlots = EmbeddedSize.of(Collections.nCopies(20, WIDE));
    assertThat(manySlots.taskManagersFor(List.of(Routes.pinned(200, 200, 40)))).isEqualTo(4);
  }

  @Test
  void shouldHaveNoMoreReadersThanPartitions() {
    PinnedRoute wide = Routes.pinned(1, 1, 64);

    // 64 tasks with a gate of two channels each; two partitions with 64 parts each.
    assertThat(EmbeddedSize.of(Collections.nCopies(20, wide)).network().getBytes())
        .isEqualTo(20L * (64 * (2 * 2 + 8) + 2 * (64 * 2 + 8)) * 32 * 1024);
  }
}
