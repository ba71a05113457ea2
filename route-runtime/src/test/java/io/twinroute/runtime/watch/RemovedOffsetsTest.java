package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.runtime.watch.RemovedOffsets.Gap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovedOffsetsTest {

  private final RemovedOffsets removed = new RemovedOffsets(2);

  @ParameterizedTest
  @CsvSource({
    // gap from, to, the first offset that the source still holds
    "10, 20, 0, false", // markers or compaction: everything was there when the reader passed
    "10, 20, 10, false", // what was removed had been read
    "10, 20, 11, true",
    "10, 20, 20, true", // the reader was set forward to the first record that is left
    "10, 20, 21, false", // removed after the reader was beyond it
  })
  void shouldTellALossByWhereTheSourceBegins(long from, long to, long first, boolean loss) {
    removed.firsts(List.of(0L, first));

    assertThat(removed.isLoss(new Gap(1, from, to))).isEqualTo(loss);
    assertThat(removed.isLoss(new Gap(0, from, to))).isFalse();
  }

  @Test
  void shouldNotCallMarkersThatWereSeenToBeAloneALoss() {
    removed.emptyUpTo(0, 12);
    removed.firsts(List.of(12L, 0L));
    assertThat(removed.isLoss(new Gap(0, 10, 12))).isFalse();

    removed.firsts(List.of(13L, 0L));
    assertThat(removed.isLoss(new Gap(0, 10, 13))).isTrue();
  }

  @Test
  void shouldLookAgainAtWhatHappenedSinceTheLastAnswer() {
    removed.firsts(List.of(0L, 0L));
    Gap gap = new Gap(0, 10, 20);
    removed.remember(gap);
    assertThat(removed.isLoss(gap)).isFalse();

    removed.firsts(List.of(20L, 0L));

    assertThat(removed.losses()).containsExactly(gap);
    assertThat(removed.losses()).isEmpty();
  }
}
