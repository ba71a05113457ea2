package io.twinroute.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuietPartitionsTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final QuietPartitions quiet = new QuietPartitions(2, Duration.ofSeconds(10));

  @Test
  void shouldCallNothingQuietBeforeTheTimeIsOver() {
    answer(0, 5, 7);
    answer(9, 5, 7);

    assertThat(quiet.isQuiet(0)).isFalse();
    assertThat(quiet.isQuiet(1)).isFalse();
  }

  @Test
  void shouldCountFromTheFirstAnswerToTheLastQuestion() {
    // The answer took a second: what was appended meanwhile may be in it.
    quiet.answered(List.of(5L, 7L), List.of(5L, 7L), 0, SECOND);
    answer(10, 5, 7);
    assertThat(quiet.isQuiet(0)).isFalse();

    answer(11, 5, 7);
    assertThat(quiet.isQuiet(0)).isTrue();
    assertThat(quiet.end(1)).isEqualTo(7);
  }

  @Test
  void shouldBeginAnewForThePartitionThatGrew() {
    answer(0, 5, 7);
    answer(6, 5, 8);
    answer(12, 5, 8);

    assertThat(quiet.isQuiet(0)).isTrue();
    assertThat(quiet.isQuiet(1)).isFalse();
  }

  @Test
  void shouldNeverCallAnOpenTransactionQuiet() {
    quiet.answered(List.of(5L, 9L), List.of(5L, 7L), 0, 0);
    quiet.answered(List.of(5L, 9L), List.of(5L, 7L), 60 * SECOND, 60 * SECOND);

    assertThat(quiet.isQuiet(0)).isTrue();
    assertThat(quiet.isQuiet(1)).isFalse();
  }

  @Test
  void shouldNotCountAnOutage() {
    answer(0, 5, 7);
    quiet.forget();
    assertThat(quiet.isQuiet(0)).isFalse();

    answer(60, 5, 7);
    assertThat(quiet.isQuiet(0)).isFalse();

    answer(70, 5, 7);
    assertThat(quiet.isQuiet(0)).isTrue();
  }

  /** Asked and answered in the same moment. */
  private void answer(long second, long left, long right) {
    List<Long> ends = List.of(left, right);
    quiet.answered(ends, ends, second * SECOND, second * SECOND);
  }
}
