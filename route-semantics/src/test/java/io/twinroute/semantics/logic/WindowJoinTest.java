package io.twinroute.semantics.logic;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.JoinBench;
import io.twinroute.semantics.time.TimeBuckets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowJoinTest {

  private static final JoinWindow WINDOW =
      new JoinWindow(Duration.ofMillis(10), Duration.ofMillis(20));

  private final JoinBench inner = new JoinBench(JoinRule.inner(WINDOW));
  private final JoinBench left = new JoinBench(JoinRule.left(WINDOW));
  private final JoinBench outer = new JoinBench(JoinRule.outer(WINDOW));

  @Test
  void shouldJoinEveryPairOnceWhicheverComesFirst() {
    inner.left(1, 100);
    inner.right(1, 90);
    inner.right(2, 120);
    inner.left(2, 110);

    assertThat(inner.results())
        .containsExactly("e/o/0@1+w/p/0@1 100", "e/o/0@1+w/p/0@2 120", "e/o/0@2+w/p/0@2 120");
  }

  @Test
  void shouldTakeNothingOutsideTheWindow() {
    inner.left(1, 100);
    inner.right(1, 89);
    inner.right(2, 121);

    assertThat(inner.results()).isEmpty();
  }

  @Test
  void shouldNotJoinRecordsOfOneSideOrOfAnotherKey() {
    inner.left(1, 100);
    inner.left(2, 100);
    inner.process(Sides.RIGHT, 0, 1, 100, "kk", "2");
    inner.process(Sides.RIGHT, 0, 2, 100, "", "2");

    assertThat(inner.results()).isEmpty();
  }

  @Test
  void shouldWriteNothingAloneInAnInnerJoin() {
    inner.left(1, 100);
    inner.right(1, 500);
    inner.watermark(1_000);
    inner.flush();

    assertThat(inner.results()).isEmpty();
  }

  @Test
  void shouldWriteALeftRecordAloneWhenNothingCanMatchItAnyMore() {
    left.left(1, 100);

    left.watermark(119);
    assertThat(left.results()).isEmpty();
    left.watermark(120);
    assertThat(left.results()).containsExactly("e/o/0@1+- 100");
    left.watermark(1_000);
    left.flush();
    assertThat(left.results()).isEmpty();
  }

  @Test
  void shouldWriteARightRecordAloneOnlyInAnOuterJoin() {
    left.right(1, 100);
    outer.right(1, 100);

    outer.watermark(109);
    assertThat(outer.results()).isEmpty();
    left.watermark(110);
    outer.watermark(110);

    assertThat(left.results()).isEmpty();
    assertThat(outer.results()).containsExactly("-+w/p/0@1 100");
  }

  @Test
  void shouldNotWriteAloneWhatMatchedWhicheverCameFirst() {
    outer.left(1, 100);
    outer.right(1, 120);
    outer.right(2, 200);
    outer.left(2, 210);
    assertThat(outer.results()).containsExactly("e/o/0@1+w/p/0@1 120", "e/o/0@2+w/p/0@2 210");

    outer.watermark(1_000);
    outer.flush();

    assertThat(outer.results()).isEmpty();
  }

  @Test
  void shouldWriteWhatIsUnmatchedAtTheEndOfARun() {
    outer.left(1, 100);
    outer.right(1, 400);

    outer.flush();

    assertThat(outer.results()).containsExactlyInAnyOrder("e/o/0@1+- 100", "-+w/p/0@1 400");
    assertThat(outer.kept()).containsExactly("0/0@1", "1/0@1");
  }

  @Test
  void shouldLoseNoPairAfterTheEndOfARun() {
    outer.left(1, 100);
    outer.flush();
    assertThat(outer.results()).containsExactly("e/o/0@1+- 100");

    outer.right(1, 110);
    outer.watermark(1_000);
    outer.flush();

    assertThat(outer.results()).containsExactly("e/o/0@1+w/p/0@1 110");
  }

  /** The bucket of time 100 ends at 127. */
  @Test
  void shouldKeepARecordWhileItMayStillMeetAnother() {
    inner.left(1, 100);
    inner.right(1, 100);

    inner.watermark(127 + 10);
    assertThat(inner.kept()).containsExactly("0/0@1", "1/0@1");
    inner.watermark(127 + 10 + 1);
    assertThat(inner.kept()).containsExactly("0/0@1");
    inner.watermark(127 + 20);
    assertThat(inner.kept()).containsExactly("0/0@1");
    inner.watermark(127 + 20 + 1);
    assertThat(inner.kept()).isEmpty();
  }

  @Test
  void shouldNeverRemoveABucketBeforeItsLastMatch() {
    RouteLogic join = inner.join();
    for (long bucket = join.buckets().bucketOf(0), i = 0; i < 100; i++) {
      long last = TimeBuckets.lastOf(bucket);

      assertThat(join.expiresAt(Sides.LEFT, bucket)).isEqualTo(last + 20 + 1);
      assertThat(join.expiresAt(Sides.RIGHT, bucket)).isEqualTo(last + 10 + 1);
      bucket = join.buckets().bucketOf(last + 1);
    }
  }

  @Test
  void shouldRemoveBucketsOfAnotherWidth() {
    long ofADay = TimeBuckets.over(Duration.ofDays(1)).bucketOf(100);

    assertThat(inner.join().expiresAt(Sides.LEFT, ofADay))
        .isEqualTo(TimeBuckets.lastOf(ofADay) + 20 + 1);
  }

  @Test
  void shouldNeverRemoveTheLastBucketOfTime() {
    long last = inner.join().buckets().bucketOf(Long.MAX_VALUE);

    assertThat(inner.join().expiresAt(Sides.LEFT, last)).isEqualTo(RouteLogic.NEVER);
  }
}
