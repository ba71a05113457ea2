package io.twinroute.semantics.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JoinWindowTest {

  private final JoinWindow window = new JoinWindow(Duration.ofSeconds(10), Duration.ofSeconds(20));

  @Test
  void shouldReachBackByBeforeAndForwardByAfterFromTheLeft() {
    assertThat(window.earliestMatch(Sides.LEFT, 100_000)).isEqualTo(90_000);
    assertThat(window.latestMatch(Sides.LEFT, 100_000)).isEqualTo(120_000);
  }

  @Test
  void shouldReachBackByAfterAndForwardByBeforeFromTheRight() {
    assertThat(window.earliestMatch(Sides.RIGHT, 100_000)).isEqualTo(80_000);
    assertThat(window.latestMatch(Sides.RIGHT, 100_000)).isEqualTo(110_000);
  }

  /** A pair matches or not, whichever of the two comes first. */
  @Test
  void shouldGiveBothSidesTheSameMatchesWithInclusiveBounds() {
    JoinWindow narrow = new JoinWindow(Duration.ofMillis(3), Duration.ofMillis(5));
    for (long left = 50; left < 70; left++) {
      for (long right = 40; right < 80; right++) {
        boolean expected = left - 3 <= right && right <= left + 5;
        assertThat(matches(narrow, Sides.LEFT, left, right)).isEqualTo(expected);
        assertThat(matches(narrow, Sides.RIGHT, right, left)).isEqualTo(expected);
      }
    }
  }

  @Test
  void shouldMatchEqualTimesOnlyWithoutAnyWidth() {
    JoinWindow none = new JoinWindow(Duration.ZERO, Duration.ZERO);

    assertThat(matches(none, Sides.LEFT, 5, 5)).isTrue();
    assertThat(matches(none, Sides.LEFT, 5, 4)).isFalse();
    assertThat(matches(none, Sides.LEFT, 5, 6)).isFalse();
  }

  @Test
  void shouldStopAtTheEndsOfTimeInsteadOfWrapping() {
    JoinWindow endless =
        new JoinWindow(Duration.ofMillis(Long.MAX_VALUE), Duration.ofMillis(Long.MAX_VALUE));

    assertThat(window.latestMatch(Sides.LEFT, Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(endless.latestMatch(Sides.LEFT, 1_700_000_000_000L)).isEqualTo(Long.MAX_VALUE);
    assertThat(endless.earliestMatch(Sides.RIGHT, 0)).isEqualTo(-Long.MAX_VALUE);
    assertThat(window.earliestMatch(Sides.LEFT, 0)).isEqualTo(-10_000);
    assertThat(window.earliestMatch(Sides.LEFT, Long.MIN_VALUE + 1)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void shouldRefuseNegativeBounds() {
    assertThatThrownBy(() -> new JoinWindow(Duration.ofMillis(-1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.001S");
    assertThatThrownBy(() -> new JoinWindow(Duration.ZERO, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean matches(JoinWindow window, int side, long ts, long opposite) {
    return window.earliestMatch(side, ts) <= opposite && opposite <= window.latestMatch(side, ts);
  }
}
