package io.twinroute.semantics;

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
    "PT0S, PT0S, 64",
    "PT0.1S, PT0.1S, 64",
    "PT1S, PT1S, 256",
    "PT10M, PT10M, 262144",
    "PT0S, PT24H, 16777216",
    "P40000D, P40000D, 1099511627776"
  })
  void shouldCutTimeIntoAboutAQuarterOfTheWindow(Duration before, Duration after, long width) {
    long bucket = new TimeBuckets(new JoinWindow(before, after)).bucketOf(1_700_000_000_000L);

    assertThat(TimeBuckets.lastOf(bucket) - TimeBuckets.firstOf(bucket) + 1).isEqualTo(width);
  }

  @Test
  void shouldPutEveryTimestampIntoExactlyOneBucket() {
    for (int i = 0; i < 2_000; i++) {
      TimeBuckets buckets = new TimeBuckets(window());
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
    TimeBuckets buckets = new TimeBuckets(new JoinWindow(Duration.ofHours(1), Duration.ZERO));

    assertThat(TimeBuckets.firstOf(buckets.bucketOf(0))).isZero();
    assertThat(TimeBuckets.lastOf(buckets.bucketOf(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(buckets.removalTime(Side.LEFT, buckets.bucketOf(Long.MAX_VALUE)))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldNeverRemoveABucketBeforeItsLastMatch() {
    for (int i = 0; i < 2_000; i++) {
      JoinWindow window = window();
      TimeBuckets buckets = new TimeBuckets(window);
      for (Side side : Side.values()) {
        long bucket = buckets.bucketOf(timestamp());
        long last = TimeBuckets.lastOf(bucket);

        long removal = buckets.removalTime(side, bucket);

        // W = removal says that nothing at or before it comes any more, the last match included.
        assertThat(removal).as("seed %d", SEED).isEqualTo(window.latestMatch(side, last) + 1);
        assertThat(removal).isGreaterThan(window.latestMatch(side, TimeBuckets.firstOf(bucket)));
      }
    }
  }

  @Test
  void shouldReadAndRemoveBucketsOfAnotherWindow() {
    for (int i = 0; i < 2_000; i++) {
      JoinWindow now = window();
      long ts = timestamp();
      long writtenBefore = new TimeBuckets(window()).bucketOf(ts);

      assertThat(TimeBuckets.overlaps(writtenBefore, ts, ts)).as("seed %d", SEED).isTrue();
      assertThat(new TimeBuckets(now).removalTime(Side.LEFT, writtenBefore))
          .isGreaterThan(now.latestMatch(Side.LEFT, ts));
    }
  }

  @Test
  void shouldTellBucketsOfDifferentWidthsApart() {
    TimeBuckets narrow = new TimeBuckets(new JoinWindow(Duration.ofSeconds(1), Duration.ZERO));
    TimeBuckets wide = new TimeBuckets(new JoinWindow(Duration.ofHours(1), Duration.ZERO));

    assertThat(narrow.bucketOf(0)).isNotEqualTo(wide.bucketOf(0));
  }

  @Test
  void shouldOverlapExactlyTheRangesThatHoldOneOfItsTimestamps() {
    long bucket =
        new TimeBuckets(new JoinWindow(Duration.ZERO, Duration.ZERO)).bucketOf(6_400); // to 6_463

    assertThat(TimeBuckets.overlaps(bucket, 6_000, 6_399)).isFalse();
    assertThat(TimeBuckets.overlaps(bucket, 6_000, 6_400)).isTrue();
    assertThat(TimeBuckets.overlaps(bucket, 6_410, 6_420)).isTrue();
    assertThat(TimeBuckets.overlaps(bucket, 6_000, 7_000)).isTrue();
    assertThat(TimeBuckets.overlaps(bucket, 6_463, 7_000)).isTrue();
    assertThat(TimeBuckets.overlaps(bucket, 6_464, 7_000)).isFalse();
    assertThat(TimeBuckets.overlaps(bucket, Long.MIN_VALUE, Long.MAX_VALUE)).isTrue();
  }

  private JoinWindow window() {
    return new JoinWindow(duration(), duration());
  }

  /** From nothing to about a month, every order of magnitude as likely as any other. */
  private Duration duration() {
    return Duration.ofMillis((long) Math.pow(2, random.nextDouble() * 32) - 1);
  }

  private long timestamp() {
    return random.nextBoolean() ? random.nextInt(1_000) : 1_600_000_000_000L + random.nextInt();
  }
}
