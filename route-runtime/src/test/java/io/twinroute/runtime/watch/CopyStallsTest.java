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
    waits(1, 99, START, 50);
    waits(1, 99, START + PATIENCE - 2, 50);
    assertThat(stalls.idle()).isEmpty();

    waits(1, 99, START + PATIENCE, 50);
    assertThat(stalls.idle()).hasValue(1);

    waits(1, 99, START + PATIENCE + 1, 51);
    assertThat(stalls.idle()).as("it copies").isEmpty();
  }

  @Test
  void shouldAskForTheNewestCopyAtFirstAndAfterLong() {
    stalls.waits(1, 99);
    assertThat(stalls.inQuestion(START)).containsExactly(1);
    stalls.copied(1, 50, START);

    assertThat(stalls.inQuestion(START + PATIENCE - 1)).isEmpty();
    assertThat(stalls.inQuestion(START + PATIENCE)).containsExactly(1);
  }

  @Test
  void shouldNotBlameAMirrorThatIsSlow() {
    waits(0, 99, START, 0);

    for (int i = 1; i < 10; i++) {
      waits(0, 99, START + i * PATIENCE, i);
      assertThat(stalls.idle()).isEmpty();
    }
  }

  @Test
  void shouldGiveARecordThatHasJustComeItsTime() {
    waits(0, 50, START, 50);
    waits(0, 99, START + PATIENCE - 1, 50);

    waits(0, 99, START + PATIENCE, 50);
    assertThat(stalls.idle()).isEmpty();
    waits(0, 99, START + 2 * PATIENCE, 50);
    assertThat(stalls.idle()).hasValue(0);
  }

  @Test
  void shouldNotBlameAMirrorWhoseCopiesWaitToBeRead() {
    waits(0, 99, START, 99);

    for (int i = 1; i < 10; i++) {
      waits(0, 99, START + i * PATIENCE, 99);
      assertThat(stalls.idle()).isEmpty();
    }
  }

  @Test
  void shouldBeginAgainWhenACopyComesOrAClusterWasAway() {
    waits(0, 99, START, 50);
    waits(1, 99, START, 50);
    stalls.flows(0);
    waits(0, 99, START + PATIENCE - 1, 50);
    waits(0, 99, START + PATIENCE, 50);
    waits(1, 99, START + PATIENCE, 50);
    assertThat(stalls.idle()).hasValue(1);

    stalls.forget();

    waits(0, 99, START + 9 * PATIENCE, 50);
    assertThat(stalls.idle()).isEmpty();
  }

  /** The source holds more, and the target is asked where that decides. */
  private void waits(int partition, long newest, long nanos, long newestCopy) {
    stalls.waits(partition, newest);
    if (stalls.inQuestion(nanos).contains(partition)) {
      stalls.copied(partition, newestCopy, nanos);
    }
  }
}
