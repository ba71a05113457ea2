package io.twinroute.semantics.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.time.TimeBuckets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredBucketsTest {

  private static final long TS = 1_700_000_000_000L;
  private static final int SPAN = 100_000;
  private static final long SEED = Long.getLong("twinroute.seed", 7);

  /** As a route leaves them whose window was changed more than once. */
  private static final List<TimeBuckets> WIDTHS =
      List.of(
          TimeBuckets.over(Duration.ofMillis(40)),
          TimeBuckets.over(Duration.ofSeconds(3)),
          TimeBuckets.over(Duration.ofMinutes(1)));

  private final RouteLogic join =
      JoinRule.inner(new JoinWindow(Duration.ofSeconds(1), Duration.ofSeconds(2)))
          .logic(
              new ResultFormat(
                  SourcePartitions.ofOne("east/orders"),
                  SourcePartitions.ofOne("west/payments"),
                  JsonFormat.JSON.pairs("order", "payment"),
                  SizeLimit.DEFAULT));

  private final Random random = new Random(SEED);

  @Test
  void shouldTellOfEveryBucketThatOverlapsAndOfNoOther() {
    int held = 0;
    for (int round = 0; round < 200; round++) {
      StoredBuckets buckets = new StoredBuckets(join);
      Set<Long> all = new HashSet<>();
      for (int i = random.nextInt(30); i > 0; i--) {
        long bucket = WIDTHS.get(random.nextInt(WIDTHS.size())).bucketOf(TS + random.nextInt(SPAN));
        buckets.add(Sides.LEFT, bucket);
        all.add(bucket);
      }
      for (int i = 0; i < 100; i++) {
        long from = TS - SPAN / 2 + random.nextInt(2 * SPAN);
        long to = from + random.nextInt(i % 2 == 0 ? 50 : 20_000);
        boolean overlaps = all.stream().anyMatch(b -> TimeBuckets.overlaps(b, from, to));
        assertThat(buckets.mayHold(Sides.LEFT, from, to))
            .as("%s, from %d to %d, seed %d", all, from, to, SEED)
            .isEqualTo(overlaps);
        assertThat(buckets.mayHold(Sides.RIGHT, from, to)).isFalse();
        held += overlaps ? 1 : 0;
      }
    }
    assertThat(held).isBetween(2_000, 18_000);
  }

  @Test
  void shouldForgetWhatHasExpired() {
    StoredBuckets buckets = new StoredBuckets(join);
    long first = WIDTHS.get(0).bucketOf(TS);
    long second = WIDTHS.get(1).bucketOf(TS + 10_000);
    buckets.add(Sides.LEFT, second);
    buckets.add(Sides.LEFT, first);
    long due = join.expiresAt(Sides.LEFT, first);

    assertThat(buckets.isDue(due - 1)).isFalse();
    buckets.expire(due - 1);
    assertThat(buckets.of(Sides.LEFT)).containsExactly(first, second);

    assertThat(buckets.isDue(due)).isTrue();
    buckets.expire(due);
    assertThat(buckets.of(Sides.LEFT)).containsExactly(second);
  }

  @Test
  void shouldTellOfAnyBucketOfAStateWithoutAnAccount() {
    StoredBuckets buckets = new StoredBuckets(join);
    assertThat(buckets.mayHold(Sides.LEFT, TS, TS)).isFalse();

    buckets.addAll();

    assertThat(buckets.mayHold(Sides.LEFT, TS, TS)).isTrue();
  }
}
