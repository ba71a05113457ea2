package io.twinroute.kstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.logic.Sides;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SilenceStepsTest {

  private static final long TS = 1_700_000_000_000L;
  private static final long STEP = Routes.SILENCE_AFTER.toMillis() / 60;

  private @Nullable Silence newest;
  private final SilenceSteps steps =
      new SilenceSteps(
          Routes.endless(1, 1, 1), (input, partition) -> input == Sides.LEFT ? newest : null);

  @Test
  void shouldReportALastingSilenceInSteps() {
    newest = new Silence(3, 4, TS);
    assertThat(reported()).isEqualTo(new Silence(3, 4, TS));

    newest = new Silence(3, 4, TS + STEP - 1);
    assertThat(reported()).isEqualTo(new Silence(3, 4, TS));

    newest = new Silence(3, 4, TS + STEP);
    assertThat(reported()).isEqualTo(new Silence(3, 4, TS + STEP));
    assertThat(steps.of(Sides.RIGHT, 0)).isNull();
  }

  @Test
  void shouldReportAnotherSilenceAtOnce() {
    newest = new Silence(3, 4, TS);
    reported();

    newest = new Silence(5, 6, TS + 1);
    assertThat(reported()).isEqualTo(newest);
    newest = new Silence(5, 7, TS + 2);
    assertThat(reported()).isEqualTo(newest);
  }

  @Test
  void shouldNotOutliveTheEvidence() {
    newest = new Silence(3, 4, TS);
    reported();
    newest = null;
    assertThat(reported()).isNull();

    newest = new Silence(3, 4, TS + 1);
    assertThat(reported()).isEqualTo(newest);
  }

  private @Nullable Silence reported() {
    return steps.of(Sides.LEFT, 0);
  }
}
