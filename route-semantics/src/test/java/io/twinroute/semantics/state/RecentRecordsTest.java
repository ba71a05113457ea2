package io.twinroute.semantics.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentRecordsTest {

  private static final long TS = 1_700_000_000_000L;
  private static final long NEVER = Long.MAX_VALUE;

  private final RouteLogic join =
      RouteLogic.of(
          JoinRule.outer(new JoinWindow(Duration.ofSeconds(1), Duration.ofSeconds(2))),
          new ResultFormat("east/orders", "order", "west/payments", "payment"));
  private final List<Long> waitNoLonger = new ArrayList<>();
  private final List<Long> forgotten = new ArrayList<>();
  private final RecentRecords<String> recent =
      new RecentRecords<>(
          join,
          new RecentRecords.Listener() {
            @Override
            public void waitsNoLonger(AcceptedRecord record) {
              waitNoLonger.add(record.timestamp());
            }

            @Override
            public void forgotten(Side side, long bucket) {
              forgotten.add(bucket);
            }
          });

  @Test
  void shouldFindTheRecordsOfAKeyFromTheFirstToTheLastTime() {
    put(Side.LEFT, "k", TS - 1);
    put(Side.LEFT, "k", TS);
    put(Side.LEFT, "k", TS + 900); // in another bucket
    put(Side.LEFT, "k", TS + 901);
    put(Side.LEFT, "other", TS);
    put(Side.RIGHT, "k", TS);

    assertThat(match(Side.LEFT, "k", TS, TS + 900)).containsExactlyInAnyOrder(TS, TS + 900);
  }

  @Test
  void shouldFindRecordsAmongManyBuckets() {
    int apart = 700; // less than a bucket, so that some hold two
    for (int i = 1_000; i > 0; i--) {
      put(Side.RIGHT, "k", TS + i * apart);
    }

    for (int i = 3; i < 1_000; i++) {
      long at = TS + i * apart;
      assertThat(match(Side.RIGHT, "k", at - apart, at)).containsExactlyInAnyOrder(at - apart, at);
      assertThat(match(Side.RIGHT, "k", at + 1, at + apart - 1)).isEmpty();
    }
    assertThat(match(Side.RIGHT, "k", -5, TS)).isEmpty();
    assertThat(match(Side.RIGHT, "k", -5, NEVER)).hasSize(1_000);
  }

  @Test
  void shouldSettleOnceWhatHasWaitedAndMetNobody() {
    put(Side.LEFT, "matched", TS);
    put(Side.LEFT, "early", TS + 1);
    put(Side.LEFT, "late", TS + 2);
    match(Side.LEFT, "matched", TS, TS);

    assertThat(settle(TS + 2_000)).isEmpty();
    assertThat(settle(TS + 2_001)).containsExactly(TS + 1);
    assertThat(settle(NEVER)).containsExactly(TS + 2);
    assertThat(settle(NEVER)).isEmpty();
    assertThat(match(Side.LEFT, "early", TS, TS + 9)).containsExactly(TS + 1); // still of use
  }

  @Test
  void shouldForgetABucketOnceNothingCanMeetAnyOfIt() {
    put(Side.LEFT, "k", TS);
    put(Side.LEFT, "l", TS + 60_000);
    long bucket = join.buckets().bucketOf(TS);

    recent.expire(join.expiresAt(Side.LEFT, bucket) - 1);
    assertThat(forgotten).isEmpty();
    recent.expire(join.expiresAt(Side.LEFT, bucket));
    assertThat(forgotten).containsExactly(bucket);

    assertThat(match(Side.LEFT, "k", 0, NEVER)).isEmpty();
    assertThat(match(Side.LEFT, "l", 0, NEVER)).hasSize(1);
  }

  @Test
  void shouldKeepWhatAKeyHasBeyondAForgottenBucket() {
    put(Side.LEFT, "k", TS + 60_000);
    put(Side.LEFT, "k", TS);
    put(Side.LEFT, "k", TS);
    put(Side.LEFT, "k", TS + 60_001);

    recent.expire(join.expiresAt(Side.LEFT, join.buckets().bucketOf(TS)));

    assertThat(match(Side.LEFT, "k", 0, NEVER)).containsExactlyInAnyOrder(TS + 60_000, TS + 60_001);
    recent.expire(NEVER);
    assertThat(match(Side.LEFT, "k", 0, NEVER)).isEmpty();
    assertThat(recent.bytes()).isZero();
  }

  @Test
  void shouldTellOnceOfEachRecordThatWaitsNoLonger() {
    put(Side.LEFT, "matched", TS);
    put(Side.LEFT, "alone", TS + 1);

    match(Side.LEFT, "matched", TS, TS);
    match(Side.LEFT, "matched", TS, TS);
    assertThat(waitNoLonger).containsExactly(TS);
    settle(NEVER);
    assertThat(waitNoLonger).containsExactly(TS, TS + 1);
  }

  /** They are someone else's then, with what waits among them. */
  @Test
  void shouldGiveAwayTheOldestBucketFirst() {
    put(Side.RIGHT, "k", TS + 60_000);
    put(Side.LEFT, "k", TS + 30_000);
    put(Side.RIGHT, "k", TS);
    List<Long> given = new ArrayList<>();

    for (int i = 0; i < 3; i++) {
      recent
          .of(recent.oldest())
          .removeOldest(
              entry -> {
                assertThat(entry.isWaiting()).isTrue();
                given.add(entry.record().timestamp());
              });
    }

    assertThat(given).containsExactly(TS, TS + 30_000, TS + 60_000);
    assertThat(recent.bytes()).isZero();
    assertThat(settle(NEVER)).isEmpty();
    assertThat(waitNoLonger).isEmpty();
    assertThat(forgotten).hasSize(3);
  }

  /** While time stands still nothing is settled, and memory must not grow all the same. */
  @Test
  void shouldHoldNothingOfWhatItHasMoved() {
    put(Side.LEFT, "k", TS);
    put(Side.RIGHT, "k", TS + 60_000);
    List<Long> moved = new ArrayList<>();

    recent.moveOldest(
        0, new StoredBuckets(join), (entry, bucket) -> moved.add(entry.record().timestamp()));

    assertThat(moved).containsExactly(TS, TS + 60_000);
    assertThat(recent.of(Side.LEFT).forgetWhatHasLeft()).isFalse();
    assertThat(recent.of(Side.RIGHT).forgetWhatHasLeft()).isFalse();
  }

  @Test
  void shouldCountWhatItsRecordsTake() {
    put(Side.LEFT, "k", TS);
    long one = recent.bytes();
    put(Side.RIGHT, "k", TS + 60_000);

    assertThat(one).isPositive();
    assertThat(recent.bytes()).isEqualTo(2 * one);
    recent.expire(join.expiresAt(Side.LEFT, join.buckets().bucketOf(TS)));
    assertThat(recent.bytes()).isEqualTo(one);
  }

  private void put(Side side, String key, long timestamp) {
    recent
        .of(side)
        .put(
            key,
            new AcceptedRecord(
                side, 0, 0, timestamp, key.getBytes(UTF_8), "{}".getBytes(UTF_8), Headers.EMPTY),
            true);
  }

  private List<Long> match(Side side, String key, long from, long to) {
    List<Long> found = new ArrayList<>();
    recent.of(side).match(key, from, to, record -> found.add(record.timestamp()));
    return found;
  }

  private List<Long> settle(long watermark) {
    List<Long> settled = new ArrayList<>();
    recent.settle(watermark, record -> settled.add(record.timestamp()));
    return settled;
  }
}
