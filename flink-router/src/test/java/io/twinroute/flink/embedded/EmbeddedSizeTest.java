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

  @Test
  void shouldHaveASlotForEachTaskOfEachRoute() {
    assertThat(EmbeddedSize.of(List.of(SMALL, Routes.pinned(4, 4, 3))).slots()).isEqualTo(4);
  }

  @Test
  void shouldHaveWhatFlinkHasForAFewRoutes() {
    assertThat(EmbeddedSize.of(Collections.nCopies(20, SMALL)).network())
        .isEqualTo(MemorySize.ofMebiBytes(64));
  }

  /** By hand: two gates of 8 buffers and 2 a channel, two partitions of 8 and 2 a part. */
  @Test
  void shouldHaveBuffersForAllOfAHundredRoutes() {
    assertThat(EmbeddedSize.of(Collections.nCopies(100, SMALL)).network().getBytes())
        .isEqualTo(100 * 40 * 32 * 1024);
  }

  @Test
  void shouldHaveNoMoreReadersThanPartitions() {
    PinnedRoute wide = Routes.pinned(1, 1, 64);

    // 64 tasks with two gates of one channel each; two partitions with 64 parts each.
    assertThat(EmbeddedSize.of(Collections.nCopies(10, wide)).network().getBytes())
        .isEqualTo(10L * (64 * 2 * (2 + 8) + 2 * (64 * 2 + 8)) * 32 * 1024);
  }
}
