package io.twinroute.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyStallsTest {

  private static final long START = Duration.ofHours(1).toNanos();
  private static final long PATIENCE = CopyStalls.PATIENCE.toNanos() + 1;

  private final CopyStalls stalls = new CopyStalls(2);

  @Test
  void shouldNameAPartitionOfWhichNothingIsCopied() {
    stalls.flows(0);
    stalls.waits(1, 99, START, p -> 50);
    stalls.waits(1, 99, START + PATIENCE - 2, p -> 50);

    assertThat(stalls.tooLong(START + PATIENCE - 2, p -> 50)).isEmpty();
    assertThat(stalls.tooLong(START + PATIENCE, p -> 50)).hasValue(1);
    assertThat(stalls.tooLong(START + PATIENCE + 1, p -> 51)).as("it copies").isEmpty();
  }

  @Test
  void shouldNotBlameAMirrorThatIsSlow() {
    stalls.waits(0, 99, START, p -> 0);

    for (int i = 1; i < 10; i++) {
      int copied = i;
      assertThat(stalls.tooLong(START + i * PATIENCE, p -> copied)).isEmpty();
    }
  }

  @Test
  void shouldGiveARecordThatHasJustComeItsTime() {
    stalls.waits(0, 50, START, p -> 50);
    stalls.waits(0, 99, START + PATIENCE - 1, p -> 50);

    assertThat(stalls.tooLong(START + PATIENCE, p -> 50)).isEmpty();
    assertThat(stalls.tooLong(START + 2 * PATIENCE, p -> 50)).hasValue(0);
  }

  @Test
  void shouldNotBlameAMirrorWhoseCopiesWaitToBeRead() {
    stalls.waits(0, 99, START, p -> 99);

    for (int i = 1; i < 10; i++) {
      assertThat(stalls.tooLong(START + i * PATIENCE, p -> 99)).isEmpty();
    }
  }

  @Test
  void shouldBeginAnewWhenACopyComesOrAClusterWasAway() {
    stalls.waits(0, 99, START, p -> 50);
    stalls.waits(1, 99, START, p -> 50);
    stalls.flows(0);
    stalls.waits(0, 99, START + PATIENCE - 1, p -> 50);
    assertThat(stalls.tooLong(START + PATIENCE, p -> 50)).hasValue(1);

    stalls.forget();

    assertThat(stalls.tooLong(START + 9 * PATIENCE, p -> 50)).isEmpty();
  }
}
