package io.twinroute.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainedTest {

  @Test
  void shouldSetWhatTheRestTookToTheWhole() {
    Drained drained = new Drained(used(3, 2, 0, 1), 0.25, Usage.NONE);

    assertThat(drained.whole()).isEqualTo(used(12, 8, 0, 4));
  }

  @Test
  void shouldCountTheMirrorAsItWasAndTimeByTheProcessorTimeOfBoth() {
    // The engine's second half, and of the mirror's work a third.
    Drained drained = new Drained(used(6, 10, 2, 3), 0.5, used(9, 0, 6, 0));

    // 20 s of the engine and 6 s of the mirror, of which 12 s were seen.
    assertThat(drained.whole()).isEqualTo(used(13, 20, 6, 6.5));
  }

  @Test
  void shouldTakeAMirrorAloneAsItWas() {
    Usage used = used(9, 0, 6, 4);

    assertThat(new Drained(used, 1, used).whole()).isEqualTo(used);
  }

  @Test
  void shouldRefuseWhatIsHardlyARest() {
    assertThatThrownBy(() -> new Drained(used(3, 2, 0, 1), 0.1, Usage.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("90 % of the work was done");
  }

  private static Usage used(double seconds, double engine, double mirror, double brokers) {
    return new Usage(time(seconds).toNanos(), time(engine), time(mirror), time(brokers), 0, 0);
  }

  private static Duration time(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
