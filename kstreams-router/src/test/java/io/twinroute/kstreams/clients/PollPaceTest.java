package io.twinroute.kstreams.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollPaceTest {

  private static final Duration ASKED = Duration.ofSeconds(3);
  private static final Duration TICK = Duration.ofMillis(1);

  private Duration now = Duration.ofHours(-1);
  private final PollPace pace = new PollPace(() -> now.toNanos());

  @Test
  void shouldLetRecordsGatherAfterAFew() {
    pace.gave(false);
    now = now.plus(TICK);

    assertThat(pace.pause()).isEqualTo(PollPace.GATHERED_FOR.minus(TICK));

    now = now.plus(PollPace.GATHERED_FOR);
    assertThat(pace.pause()).isZero();
  }

  @Test
  void shouldNotPauseWhileManyCome() {
    pace.gave(true);
    now = now.plus(TICK);

    assertThat(pace.pause()).isZero();
  }

  @Test
  void shouldNotPauseBeforeTheFirstRecordAfterNone() {
    pace.gave(false);
    pace.gaveNothing();

    assertThat(pace.pause()).isZero();
  }

  @Test
  void shouldWaitForLongOnlyWhenNothingHasComeForAWhile() {
    assertThat(pace.wait(ASKED)).isEqualTo(PollPace.LONGEST_WHILE_BUSY);
    now = now.plus(PollPace.IDLE_AFTER).plus(TICK);
    assertThat(pace.wait(ASKED)).isEqualTo(PollPace.LONGEST_WHILE_IDLE);
    now = now.plus(PollPace.AT_REST_AFTER);
    assertThat(pace.wait(ASKED)).isEqualTo(ASKED);

    pace.stir();
    assertThat(pace.wait(ASKED)).isEqualTo(PollPace.LONGEST_WHILE_BUSY);
    now = now.plus(PollPace.IDLE_AFTER).plus(TICK);
    pace.gave(true);
    assertThat(pace.wait(ASKED)).isEqualTo(PollPace.LONGEST_WHILE_BUSY);
  }

  @Test
  void shouldNeverWaitLongerThanAsked() {
    assertThat(pace.wait(TICK)).isEqualTo(TICK);
    now = now.plus(PollPace.IDLE_AFTER).plus(TICK);
    assertThat(pace.wait(TICK)).isEqualTo(TICK);
  }
}
