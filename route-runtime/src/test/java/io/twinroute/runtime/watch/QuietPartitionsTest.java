package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietPartitionsTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final QuietPartitions quiet = new QuietPartitions(2, Duration.ofSeconds(10));

  @Test
  void shouldCallNothingQuietBeforeTheTimeIsOver() {
    answers(0, 9, 5, 7);

    assertThat(quiet.isQuiet(0)).isFalse();
    assertThat(quiet.isQuiet(1)).isFalse();
  }

  @Test
  void shouldCountFromTheFirstAnswerToTheLastQuestion() {
    // The answer took a second: what was appended meanwhile may be in it.
    quiet.answered(List.of(5L, 7L), List.of(5L, 7L), 0, SECOND);
    answers(2, 10, 5, 7);
    assertThat(quiet.isQuiet(0)).isFalse();

    answer(11, 5, 7);
    assertThat(quiet.isQuiet(0)).isTrue();
    assertThat(quiet.end(1)).isEqualTo(7);
  }

  @Test
  void shouldBeginAnewForThePartitionThatGrew() {
    answers(0, 5, 5, 7);
    answers(6, 12, 5, 8);

    assertThat(quiet.isQuiet(0)).isTrue();
    assertThat(quiet.isQuiet(1)).isFalse();
  }

  @Test
  void shouldNeverCallAnOpenTransactionQuiet() {
    for (int second = 0; second <= 60; second++) {
      quiet.answered(List.of(5L, 9L), List.of(5L, 7L), second * SECOND, second * SECOND);
    }

    assertThat(quiet.isQuiet(0)).isTrue();
    assertThat(quiet.isQuiet(1)).isFalse();
  }

  @Test
  void shouldNotCountAnOutage() {
    answer(0, 5, 7);
    quiet.forget();
    assertThat(quiet.isQuiet(0)).isFalse();

    answers(1, 10, 5, 7);
    assertThat(quiet.isQuiet(0)).isFalse();

    answer(11, 5, 7);
    assertThat(quiet.isQuiet(0)).isTrue();
  }

  /** The client asked again until the cluster was back, and says nothing of it. */
  @Test
  void shouldNotCountAnOutageThatLooksLikeOneSlowAnswer() {
    answers(0, 4, 5, 7);
    quiet.answered(List.of(5L, 7L), List.of(5L, 7L), 5 * SECOND, 9 * SECOND);
    answers(10, 18, 5, 7);
    assertThat(quiet.isQuiet(0)).isFalse();

    answer(19, 5, 7);
    assertThat(quiet.isQuiet(0)).isTrue();
  }

  @Test
  void shouldForgetASilenceWhenAnAnswerIsSlow() {
    answers(0, 12, 5, 7);
    assertThat(quiet.isQuiet(0)).isTrue();

    quiet.answered(List.of(5L, 7L), List.of(5L, 7L), 13 * SECOND, 16 * SECOND);
    assertThat(quiet.isQuiet(0)).isFalse();
  }

  /** As when the router's machine slept. */
  @Test
  void shouldNotCountATimeInWhichNobodyAsked() {
    answers(0, 4, 5, 7);
    answers(8, 17, 5, 7);
    assertThat(quiet.isQuiet(0)).isFalse();

    answer(18, 5, 7);
    assertThat(quiet.isQuiet(0)).isTrue();
  }

  @Test
  void shouldGoOnCountingOverAHiccup() {
    answers(0, 4, 5, 7);
    quiet.answered(List.of(5L, 7L), List.of(5L, 7L), 5 * SECOND, 7 * SECOND);
    answers(8, 10, 5, 7);

    assertThat(quiet.isQuiet(0)).isTrue();
  }

  @Test
  void shouldNotTakeAHiccupForSilence() {
    QuietPartitions soon = new QuietPartitions(1, Duration.ofSeconds(1));
    soon.answered(List.of(5L), List.of(5L), 0, 0);
    soon.answered(List.of(5L), List.of(5L), 2 * SECOND, 2 * SECOND);

    assertThat(soon.isQuiet(0)).isFalse();
  }

  @Test
  void shouldReachEvenTheShortestSilence() {
    QuietPartitions soon = new QuietPartitions(1, Duration.ofMillis(1));
    soon.answered(List.of(5L), List.of(5L), 0, 0);
    soon.answered(List.of(5L), List.of(5L), SECOND / 10, SECOND / 5);

    assertThat(soon.isQuiet(0)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 100", "1000, 250", "5000, 1000", "300000, 1000"})
  void shouldAskOftenEnough(long silenceAfter, long pause) {
    assertThat(new QuietPartitions(1, Duration.ofMillis(silenceAfter)).pause())
        .isEqualTo(Duration.ofMillis(pause));
  }

  /** Asked and answered in the same moment, once a second. */
  private void answers(long first, long last, long left, long right) {
    for (long second = first; second <= last; second++) {
      answer(second, left, right);
    }
  }

  private void answer(long second, long left, long right) {
    List<Long> ends = List.of(left, right);
    quiet.answered(ends, ends, second * SECOND, second * SECOND);
  }
}
