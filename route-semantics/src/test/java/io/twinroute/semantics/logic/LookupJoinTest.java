package io.twinroute.semantics.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.semantics.JoinBench;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookupJoinTest {

  private static final Duration HISTORY = Duration.ofMillis(1_000);

  private final JoinBench lookup = new JoinBench(new JoinRule.Lookup(false, HISTORY));
  private final JoinBench leftLookup = new JoinBench(new JoinRule.Lookup(true, HISTORY));

  @Test
  void shouldMeetTheVersionThatWasValidAtTheRecordsTime() {
    lookup.right(0, 100);
    lookup.right(1, 200);
    lookup.left(0, 199);
    lookup.left(1, 200);
    lookup.left(2, 201);
    assertThat(lookup.results()).isEmpty();

    lookup.watermark(500);

    assertThat(lookup.results())
        .containsExactlyInAnyOrder(
            "e/o/0@0+w/p/0@0 199", "e/o/0@1+w/p/0@1 200", "e/o/0@2+w/p/0@1 201");
  }

  @Test
  void shouldWaitUntilNoOlderVersionCanCome() {
    lookup.right(0, 100);
    lookup.left(0, 200);
    lookup.watermark(199);
    assertThat(lookup.results()).isEmpty();
    lookup.right(1, 200);

    lookup.watermark(200);

    assertThat(lookup.results()).containsExactly("e/o/0@0+w/p/0@1 200");
    lookup.watermark(5_000);
    lookup.flush();
    assertThat(lookup.results()).isEmpty();
  }

  @Test
  void shouldNotSeeTheFuture() {
    lookup.right(0, 201);
    lookup.left(0, 200);
    leftLookup.right(0, 201);
    leftLookup.left(0, 200);

    lookup.flush();
    leftLookup.flush();

    assertThat(lookup.results()).isEmpty();
    assertThat(leftLookup.results()).containsExactly("e/o/0@0+- 200");
  }

  @Test
  void shouldTakeTheLastPartitionAndOffsetOfOneTime() {
    lookup.process(Sides.RIGHT, 1, 3, 100, "k", "2");
    lookup.process(Sides.RIGHT, 1, 4, 100, "k", "2");
    lookup.process(Sides.RIGHT, 0, 9, 100, "k", "2");
    lookup.left(0, 100);

    lookup.flush();

    assertThat(lookup.results()).containsExactly("e/o/0@0+w/p/1@4 100");
  }

  @Test
  void shouldFindNoRowOnceATombstoneHasEndedIt() {
    for (JoinBench bench : new JoinBench[] {lookup, leftLookup}) {
      bench.right(0, 100);
      bench.tombstone(1, 200);
      bench.right(2, 300);
      bench.left(0, 199);
      bench.left(1, 200);
      bench.left(2, 300);
      bench.flush();
    }

    assertThat(lookup.results())
        .containsExactlyInAnyOrder("e/o/0@0+w/p/0@0 199", "e/o/0@2+w/p/0@2 300");
    assertThat(leftLookup.results())
        .containsExactlyInAnyOrder("e/o/0@0+w/p/0@0 199", "e/o/0@1+- 200", "e/o/0@2+w/p/0@2 300");
  }

  @Test
  void shouldNotSeeRowsOfOtherKeys() {
    leftLookup.process(Sides.RIGHT, 0, 0, 100, "other", "2");
    leftLookup.left(0, 100);

    leftLookup.flush();

    assertThat(leftLookup.results()).containsExactly("e/o/0@0+- 100");
  }

  @Test
  void shouldWriteNoRowAlone() {
    leftLookup.right(0, 100);
    leftLookup.watermark(5_000);
    leftLookup.flush();

    assertThat(leftLookup.results()).isEmpty();
  }

  @Test
  void shouldNotKeepALeftRecordThatHasItsResult() {
    lookup.right(0, 100);
    lookup.left(0, 100);
    lookup.left(1, 150);
    lookup.watermark(149);
    assertThat(lookup.kept()).containsExactly("0/0@1", "1/0@0");

    lookup.flush();

    assertThat(lookup.kept()).containsExactly("1/0@0");
  }

  @Test
  void shouldKeepASupersededVersionForTheHistory() {
    lookup.right(0, 100);
    lookup.right(1, 200);

    lookup.watermark(200 + 999);
    assertThat(lookup.kept()).containsExactly("1/0@0", "1/0@1");
    // The bucket of the newer one ends at 255.
    lookup.watermark(255 + 1_000);
    assertThat(lookup.kept()).containsExactly("1/0@1");
  }

  @Test
  void shouldKeepTheNewestVersionOfARowForEver() {
    lookup.right(0, 100);
    lookup.right(2, 300);
    lookup.right(1, 200);

    lookup.watermark(Long.MAX_VALUE - 1);

    assertThat(lookup.kept()).containsExactly("1/0@2");
  }

  @Test
  void shouldRemoveARowThatHasEndedAndItsTombstone() {
    lookup.right(0, 100);
    lookup.tombstone(1, 200);
    lookup.watermark(500);
    assertThat(lookup.kept()).containsExactly("1/0@0", "1/0@1");

    lookup.watermark(1_300);

    assertThat(lookup.kept()).isEmpty();
  }

  /** Removal happens where W - history says, not where the newest version is. */
  @Test
  void shouldKeepWhatARecordInsideTheHistoryNeeds() {
    lookup.right(0, 100);
    lookup.right(1, 200);
    lookup.right(2, 1_500);
    lookup.watermark(1_300);
    assertThat(lookup.kept()).containsExactly("1/0@1", "1/0@2");

    lookup.left(0, 1_499);
    lookup.flush();

    assertThat(lookup.results()).containsExactly("e/o/0@0+w/p/0@1 1499");
  }

  @Test
  void shouldNeverExpireLeftRecordsByTheBucket() {
    assertThat(lookup.join().expiresAt(Sides.LEFT, lookup.join().buckets().bucketOf(100)))
        .isEqualTo(RouteLogic.NEVER);
  }

  @Test
  void shouldRefuseANegativeHistory() {
    assertThatThrownBy(() -> new JoinRule.Lookup(true, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-0.001S");
  }
}
