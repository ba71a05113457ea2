package io.twinroute.runtime.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.record.Rejection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentRejectionsTest {

  private final RecentRejections recent = new RecentRejections();

  @Test
  void shouldCountFromTheBeginningWhileThatIsRecent() {
    look(0, 0, 0);
    look(60, 40, 30);

    assertThat(look(120, 90, 50)).isEqualTo(counts(90, 50));
  }

  @Test
  void shouldCountWhatWasReadBeforeItFirstLooked() {
    assertThat(look(0, 500, 400)).isEqualTo(counts(500, 400));
  }

  @Test
  void shouldForgetWhatIsOlderThanFiveMinutes() {
    look(0, 1_000, 1_000);
    look(10, 1_200, 1_150);
    look(100, 2_000, 1_200);

    assertThat(look(299, 3_000, 1_300)).isEqualTo(counts(3_000, 1_300));
    assertThat(look(311, 3_000, 1_300)).isEqualTo(counts(1_800, 150));
    assertThat(look(401, 3_000, 1_300)).isEqualTo(counts(1_000, 100));
  }

  /** Or a topic with few records would never be judged again. */
  @Test
  void shouldReachBackForAHundredRecords() {
    for (int minute = 0; minute <= 100; minute++) {
      look(minute * 60, 2 * minute, 2 * minute);
    }

    assertThat(look(6_001, 200, 200)).isEqualTo(counts(100, 100));
    assertThat(look(90_000, 200, 200)).isEqualTo(counts(100, 100));
  }

  @Test
  void shouldLoseNothingThatComesBetweenTwoSeconds() {
    look(0, 0, 0);
    recent.of(counts(70, 10), Duration.ofMillis(400).toNanos());

    assertThat(recent.of(counts(150, 90), Duration.ofMillis(600).toNanos()))
        .isEqualTo(counts(150, 90));
  }

  @Test
  void shouldBeginAnewWithTheCountsOfANewAttempt() {
    look(0, 0, 0);
    look(60, 5_000, 5_000);

    assertThat(look(61, 10, 1)).isEqualTo(counts(10, 1));
    assertThat(look(62, 110, 2)).isEqualTo(counts(110, 2));
  }

  private InputCounts look(int seconds, long read, long rejected) {
    return recent.of(counts(read, rejected), Duration.ofSeconds(seconds).toNanos());
  }

  private static InputCounts counts(long read, long rejected) {
    return new InputCounts(
        read, new Rejections(Map.of(Rejection.NOT_JSON, rejected)), InputPositions.NONE);
  }
}
