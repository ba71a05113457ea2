package io.twinroute.kstreams.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.supervise.RouteState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MirrorWatchTest {

  private static final String FAILURE = "task 0 of m failed: boom";

  private final List<String> told = new ArrayList<>();

  /** In seconds. */
  private final List<Long> restarts = new ArrayList<>();

  private long clock;
  private Optional<String> failure = Optional.empty();
  private Optional<String> idle = Optional.empty();

  /** When the last look began; empty if there is a new one all the time. */
  private OptionalLong lookBegan = OptionalLong.empty();

  private final MirrorWatch watch =
      new MirrorWatch(
          new Mirrors(),
          (state, reason) -> told.add(state + " " + reason),
          () -> idle,
          () -> clock);

  private final class Mirrors implements RouteMirrors {
    @Override
    public Look lastLook() {
      return new Look(lookBegan.orElse(clock), failure);
    }

    @Override
    public void restartFailed() {
      restarts.add(Duration.ofNanos(clock).toSeconds());
    }
  }

  @Test
  void shouldRestartLessAndLessOftenAndGiveUp() {
    failure = Optional.of(FAILURE);

    assertThatThrownBy(() -> pass(Duration.ofMinutes(5)))
        .isInstanceOf(RouteFailedException.class)
        .hasMessage("Mirroring: " + FAILURE + "; restarting it 5 times has not helped");
    assertThat(restarts).containsExactly(0L, 2L, 6L, 14L, 30L);
    assertThat(Duration.ofNanos(clock)).isEqualTo(Duration.ofSeconds(62));
    assertThat(told)
        .startsWith(RouteState.RESTARTING + " Mirroring: " + FAILURE + " (restart 1 of 5)")
        .hasSize(5);
  }

  @Test
  void shouldTellWhenTheMirrorsRunAgain() {
    failure = Optional.of(FAILURE);
    pass(Duration.ofSeconds(1));

    failure = Optional.empty();
    pass(Duration.ofSeconds(10));

    assertThat(told)
        .containsExactly(
            "RESTARTING Mirroring: " + FAILURE + " (restart 1 of 5)",
            "RUNNING the mirrors run again");
  }

  @Test
  void shouldCountAnewOnceTheMirrorsHaveRunForAMinute() {
    failure = Optional.of(FAILURE);
    pass(Duration.ofSeconds(20));
    failure = Optional.empty();
    pass(Duration.ofSeconds(90));

    failure = Optional.of(FAILURE);
    pass(Duration.ofSeconds(3));

    assertThat(told).filteredOn(reason -> reason.endsWith("(restart 1 of 5)")).hasSize(2);
  }

  /** A worker may take long to answer; what it said before counts only once. */
  @Test
  void shouldJudgeARestartOnlyByALookThatBeganAfterIt() {
    failure = Optional.of(FAILURE);
    pass(Duration.ofSeconds(1));

    lookBegan = OptionalLong.of(clock);
    pass(Duration.ofMinutes(5));
    assertThat(restarts).containsExactly(0L);

    lookBegan = OptionalLong.empty();
    pass(Duration.ofSeconds(1));
    assertThat(restarts).hasSize(2);
  }

  @Test
  void shouldTellWhatMirrorsDoNotCopy() {
    idle = Optional.of("the mirror has copied nothing");
    pass(Duration.ofSeconds(1));

    idle = Optional.empty();
    pass(Duration.ofSeconds(3));

    assertThat(told)
        .containsExactly("STALLED the mirror has copied nothing", "RUNNING the mirrors copy again");
  }

  private void pass(Duration time) {
    long end = clock + time.toNanos();
    for (; clock < end; clock += Duration.ofMillis(50).toNanos()) {
      watch.tick();
    }
  }
}
