package io.twinroute.semantics.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBucketsTest {

  private static final long SEED = Long.getLong("twinroute.seed", System.nanoTime());

  private final Random random = new Random(SEED);

  @BeforeAll
  static void printSeed() {
    System.out.println("TimeBucketsTest seed: -Dtwinroute.seed=" + SEED);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 64",
    "PT0.2S, 64",
    "PT2S, 256",
    "PT20M, 262144",
    "PT24H, 16777216",
    "P80000D, 1099511627776"
  })
  void shouldCutTimeIntoAboutAQuarterOfTheSpan(Duration span, long width) {
    long bucket = TimeBuckets.over(span).bucketOf(1_700_000_000_000L);

    assertThat(TimeBuckets.lastOf(bucket) - TimeBuckets.firstOf(bucket) + 1).isEqualTo(width);
  }

  @Test
  void shouldPutEveryTimestampIntoExactlyOneBucket() {
    for (int i = 0; i < 2_000; i++) {
      TimeBuckets buckets = TimeBuckets.over(span());
      long ts = timestamp();

      long bucket = buckets.bucketOf(ts);

      long first = TimeBuckets.firstOf(bucket);
      long last = TimeBuckets.lastOf(bucket);
      assertThat(ts).as("seed %d", SEED).isBetween(first, last);
      assertThat(buckets.bucketOf(first)).isEqualTo(bucket);
      assertThat(buckets.bucketOf(last)).isEqualTo(bucket);
      assertThat(buckets.bucketOf(last + 1)).isNotEqualTo(bucket);
      assertThat(TimeBuckets.firstOf(buckets.bucketOf(last + 1))).isEqualTo(last + 1);
    }
  }

  @Test
  void shouldHoldTheFirstAndTheLastMillisecondOfTime() {
    TimeBuckets buckets = TimeBuckets.over(Duration.ofHours(1));

    assertThat(TimeBuckets.firstOf(buckets.bucketOf(0))).isZero();
    assertThat(TimeBuckets.lastOf(buckets.bucketOf(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldFindATimestampInABucketOfAnyWidth() {
    for (int i = 0; i < 2_000; i++) {
      long ts = timestamp();
      long bucket = TimeBuckets.over(span()).bucketOf(ts);

      assertThat(TimeBuckets.overlaps(bucket, ts, ts)).as("seed %d", SEED).isTrue();
      assertThat(TimeBuckets.firstOf(bucket)).isLessThanOrEqualTo(ts);
      assertThat(TimeBuckets.lastOf(bucket)).isGreaterThanOrEqualTo(ts);
    }
  }

  @Test
  void shouldTellBucketsOfDifferentWidthsApart() {
    TimeBuckets narrow = TimeBuckets.over(Duration.ofSeconds(1));
    TimeBuckets wide = TimeBuckets.over(Duration.ofHours(1));

    assertThat(narrow.bucketOf(0)).isNotEqualTo(wide.bucketOf(0));
  }

  @Test
  void shouldLieInTheOrderOfTheirEndsWhateverTheirWidth() {
    for (int i = 0; i < 2_000; i++) {
      long one = TimeBuckets.over(span()).bucketOf(timestamp());
      long other = TimeBuckets.over(span()).bucketOf(timestamp());

      if (TimeBuckets.lastOf(one) < TimeBuckets.lastOf(other)) {
        assertThat(one).as("seed %d", SEED).isLessThan(other);
      }
    }
  }

  @Test
  void shouldOverlapExactlyTheRangesThatHoldOneOfItsTimestamps() {
    long bucket = TimeBuckets.over(Duration.ZERO).bucketOf(6_400); // to 6_463

    assertThat(TimeBuckets.overlaps(bucket, 6_000, 6_399)).isFalse();
    assertThat(TimeBuckets.overlaps(bucket, 6_000, 6_400)).isTrue();
    assertThat(TimeBuckets.overlaps(bucket, 6_410, 6_420)).isTrue();
    assertThat(TimeBuckets.overlaps(bucket, 6_000, 7_000)).isTrue();
    assertThat(TimeBuckets.overlaps(bucket, 6_463, 7_000)).isTrue();
    assertThat(TimeBuckets.overlaps(bucket, 6_464, 7_000)).isFalse();
    assertThat(TimeBuckets.overlaps(bucket, Long.MIN_VALUE, Long.MAX_VALUE)).isTrue();
  }

  /** From nothing to about two months, every order of magnitude as likely as any other. */
  private Duration span() {
    return Duration.ofMillis((long) Math.pow(2, random.nextDouble() * 32) - 1);
  }

  private long timestamp() {
    return random.nextBoolean() ? random.nextInt(1_000) : 1_600_000_000_000L + random.nextInt();
  }
}
