package io.twinroute.runtime.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RestartSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration AT_ONCE = Duration.ZERO;

  private final Backoff backoff =
      new Backoff(new RestartSettings(Duration.ofSeconds(1), Duration.ofSeconds(10), 6));

  @Test
  void shouldDoubleUpToItsLimitAndThenGiveUp() {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      backoff.next(AT_ONCE).ifPresent(waits::add);
    }

    assertThat(waits.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    assertThat(backoff.attempts()).isEqualTo(6);
  }

  @Test
  void shouldStartAnewAfterARunAsLongAsTheLongestWait() {
    for (int i = 0; i < 6; i++) {
      backoff.next(AT_ONCE);
    }

    assertThat(backoff.next(Duration.ofMillis(9_999))).isEmpty();
    assertThat(backoff.next(Duration.ofSeconds(10))).contains(Duration.ofSeconds(1));
    assertThat(backoff.next(AT_ONCE)).contains(Duration.ofSeconds(2));
  }

  @Test
  void shouldNeverTryAgainWithoutAttempts() {
    Backoff none = new Backoff(new RestartSettings(Duration.ofSeconds(1), Duration.ofDays(1), 0));

    assertThat(none.next(AT_ONCE)).isEmpty();
  }

  @Test
  void shouldNotWaitLongerThanTheLimitFromTheStart() {
    Backoff tight =
        new Backoff(new RestartSettings(Duration.ofSeconds(9), Duration.ofSeconds(2), 3));

    assertThat(tight.next(AT_ONCE)).contains(Duration.ofSeconds(2));
  }

  @Test
  void shouldStayAtTheLimitHoweverOftenItIsAsked() {
    Backoff patient =
        new Backoff(
            new RestartSettings(Duration.ofMillis(1), Duration.ofDays(1), Integer.MAX_VALUE));
    for (int i = 0; i < 200; i++) {
      assertThat(patient.next(AT_ONCE).orElseThrow())
          .isPositive()
          .isLessThanOrEqualTo(Duration.ofDays(1));
    }
    assertThat(patient.next(AT_ONCE)).contains(Duration.ofDays(1));
  }
}
