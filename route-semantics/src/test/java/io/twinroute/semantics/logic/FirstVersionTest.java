package io.twinroute.semantics.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.semantics.JoinBench;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstVersionTest {

  private static final Duration HISTORY = Duration.ofMillis(1_000);
  private static final Duration WITHIN = Duration.ofMillis(500);

  private final JoinBench lookup = new JoinBench(new JoinRule.Lookup(true, HISTORY, WITHIN));

  @Test
  void shouldNotKeepARecordWaitingThatHasAVersion() {
    lookup.right(0, 100);
    lookup.left(0, 200);

    lookup.watermark(200);

    assertThat(lookup.results()).containsExactly("e/o/0@0+w/p/0@0 200");
  }

  @Test
  void shouldWaitForAnEarlierFirstVersion() {
    lookup.left(0, 200);
    lookup.right(1, 600);
    lookup.watermark(600);
    assertThat(lookup.results()).isEmpty();
    lookup.right(2, 601);
    lookup.watermark(699);
    assertThat(lookup.results()).isEmpty();

    lookup.watermark(700);

    assertThat(lookup.results()).containsExactly("e/o/0@0+w/p/0@1 600");
    assertThat(lookup.kept()).containsExactly("1/0@1", "1/0@2");
  }

  @Test
  void shouldSettleBothStagesAtOnceIfTimeLeaps() {
    lookup.left(0, 200);
    lookup.right(0, 300);
    lookup.right(1, 400);

    lookup.watermark(100_000);

    assertThat(lookup.results()).containsExactly("e/o/0@0+w/p/0@0 300");
    assertThat(lookup.kept()).containsExactly("1/0@1");
  }

  @Test
  void shouldWaitNoLongerThanARun() {
    lookup.left(0, 200);
    lookup.left(1, 700);
    lookup.watermark(300);
    lookup.right(0, 701);

    lookup.flush();

    assertThat(lookup.results()).containsExactlyInAnyOrder("e/o/0@0+- 200", "e/o/0@1+w/p/0@0 701");
    assertThat(lookup.kept()).containsExactly("1/0@0");
  }

  /** However long ago a row has ended, a later version is not its first. */
  @Test
  void shouldRememberThatARowHasEnded() {
    lookup.right(0, 100);
    lookup.tombstone(1, 200);
    lookup.watermark(1_000_000);
    assertThat(lookup.kept()).containsExactly("1/0@1");
    lookup.left(0, 1_000_001);
    lookup.right(2, 1_000_002);

    lookup.flush();

    assertThat(lookup.results()).containsExactly("e/o/0@0+- 1000001");
  }

  @Test
  void shouldSayThatAnotherKindOfStateIsKept() {
    assertThat(new JoinRule.Lookup(true, HISTORY, WITHIN).type())
        .isEqualTo("left-lookup with first-version")
        .isNotEqualTo(new JoinRule.Lookup(true, HISTORY).type());
  }

  @Test
  void shouldRefuseANegativeDuration() {
    assertThatThrownBy(() -> new JoinRule.Lookup(true, HISTORY, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.001S");
  }
}
