package io.twinroute.semantics.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentRecordsTest {

  private static final long TS = 1_700_000_000_000L;
  private static final long NEVER = Long.MAX_VALUE;

  private final RouteLogic join =
      JoinRule.outer(new JoinWindow(Duration.ofSeconds(1), Duration.ofSeconds(2)))
          .logic(
              new ResultFormat(
                  SourcePartitions.ofOne("east/orders"),
                  SourcePartitions.ofOne("west/payments"),
                  JsonFormat.JSON.pairs("order", "payment"),
                  SizeLimit.DEFAULT));
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
            public void forgotten(int input, long bucket) {
              forgotten.add(bucket);
            }
          });

  @Test
  void shouldFindTheRecordsOfAKeyFromTheFirstToTheLastTime() {
    put(Sides.LEFT, "k", TS - 1);
    put(Sides.LEFT, "k", TS);
    put(Sides.LEFT, "k", TS + 900); // in another bucket
    put(Sides.LEFT, "k", TS + 901);
    put(Sides.LEFT, "other", TS);
    put(Sides.RIGHT, "k", TS);

    assertThat(match(Sides.LEFT, "k", TS, TS + 900)).containsExactlyInAnyOrder(TS, TS + 900);
  }

  @Test
  void shouldFindRecordsAmongManyBuckets() {
    int apart = 700; // less than a bucket, so that some hold two
    for (int i = 1_000; i > 0; i--) {
      put(Sides.RIGHT, "k", TS + i * apart);
    }

    for (int i = 3; i < 1_000; i++) {
      long at = TS + i * apart;
      assertThat(match(Sides.RIGHT, "k", at - apart, at)).containsExactlyInAnyOrder(at - apart, at);
      assertThat(match(Sides.RIGHT, "k", at + 1, at + apart - 1)).isEmpty();
    }
    assertThat(match(Sides.RIGHT, "k", -5, TS)).isEmpty();
    assertThat(match(Sides.RIGHT, "k", -5, NEVER)).hasSize(1_000);
  }

  @Test
  void shouldSettleOnceWhatHasWaitedAndMetNobody() {
    put(Sides.LEFT, "matched", TS);
    put(Sides.LEFT, "early", TS + 1);
    put(Sides.LEFT, "late", TS + 2);
    match(Sides.LEFT, "matched", TS, TS);

    assertThat(settle(TS + 2_000)).isEmpty();
    assertThat(settle(TS + 2_001)).containsExactly(TS + 1);
    assertThat(settle(NEVER)).containsExactly(TS + 2);
    assertThat(settle(NEVER)).isEmpty();
    assertThat(match(Sides.LEFT, "early", TS, TS + 9)).containsExactly(TS + 1); // still of use
  }

  @Test
  void shouldForgetABucketOnceNothingCanMeetAnyOfIt() {
    put(Sides.LEFT, "k", TS);
    put(Sides.LEFT, "l", TS + 60_000);
    long bucket = join.buckets().bucketOf(TS);

    recent.expire(join.expiresAt(Sides.LEFT, bucket) - 1);
    assertThat(forgotten).isEmpty();
    recent.expire(join.expiresAt(Sides.LEFT, bucket));
    assertThat(forgotten).containsExactly(bucket);

    assertThat(match(Sides.LEFT, "k", 0, NEVER)).isEmpty();
    assertThat(match(Sides.LEFT, "l", 0, NEVER)).hasSize(1);
  }

  @Test
  void shouldKeepWhatAKeyHasBeyondAForgottenBucket() {
    put(Sides.LEFT, "k", TS + 60_000);
    put(Sides.LEFT, "k", TS);
    put(Sides.LEFT, "k", TS);
    put(Sides.LEFT, "k", TS + 60_001);

    recent.expire(join.expiresAt(Sides.LEFT, join.buckets().bucketOf(TS)));

    assertThat(match(Sides.LEFT, "k", 0, NEVER))
        .containsExactlyInAnyOrder(TS + 60_000, TS + 60_001);
    recent.expire(NEVER);
    assertThat(match(Sides.LEFT, "k", 0, NEVER)).isEmpty();
    assertThat(recent.bytes()).isZero();
  }

  @Test
  void shouldTellOnceOfEachRecordThatWaitsNoLonger() {
    put(Sides.LEFT, "matched", TS);
    put(Sides.LEFT, "alone", TS + 1);

    match(Sides.LEFT, "matched", TS, TS);
    match(Sides.LEFT, "matched", TS, TS);
    assertThat(waitNoLonger).containsExactly(TS);
    settle(NEVER);
    assertThat(waitNoLonger).containsExactly(TS, TS + 1);
  }

  /** They are someone else's then, with what waits among them. */
  @Test
  void shouldGiveAwayTheOldestBucketFirst() {
    put(Sides.RIGHT, "k", TS + 60_000);
    put(Sides.LEFT, "k", TS + 30_000);
    put(Sides.RIGHT, "k", TS);
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

  /** While time does not advance nothing is settled, and memory must not grow all the same. */
  @Test
  void shouldHoldNothingOfWhatItHasMoved() {
    put(Sides.LEFT, "k", TS);
    put(Sides.RIGHT, "k", TS + 60_000);
    List<Long> moved = new ArrayList<>();

    recent.moveOldest(
        0, new StoredBuckets(join), (entry, bucket) -> moved.add(entry.record().timestamp()));

    assertThat(moved).containsExactly(TS, TS + 60_000);
    assertThat(recent.of(Sides.LEFT).forgetWhatHasLeft()).isFalse();
    assertThat(recent.of(Sides.RIGHT).forgetWhatHasLeft()).isFalse();
  }

  @Test
  void shouldCountWhatItsRecordsTake() {
    put(Sides.LEFT, "k", TS);
    long one = recent.bytes();
    put(Sides.RIGHT, "k", TS + 60_000);

    assertThat(one).isPositive();
    assertThat(recent.bytes()).isEqualTo(2 * one);
    recent.expire(join.expiresAt(Sides.LEFT, join.buckets().bucketOf(TS)));
    assertThat(recent.bytes()).isEqualTo(one);
  }

  private void put(int input, String key, long timestamp) {
    recent
        .of(input)
        .put(
            key,
            new AcceptedRecord(
                input, 0, 0, timestamp, key.getBytes(UTF_8), "{}".getBytes(UTF_8), Headers.EMPTY),
            true);
  }

  private List<Long> match(int input, String key, long from, long to) {
    List<Long> found = new ArrayList<>();
    recent.of(input).match(key, from, to, record -> found.add(record.timestamp()));
    return found;
  }

  private List<Long> settle(long watermark) {
    List<Long> settled = new ArrayList<>();
    recent.settle(watermark, record -> settled.add(record.timestamp()));
    return settled;
  }
}
