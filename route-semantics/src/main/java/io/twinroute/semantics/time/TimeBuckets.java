package io.twinroute.semantics.time;

import java.time.Duration;

/**
 * Cuts time into buckets, so that state is found and removed by the bucket rather than by the
 * record.
 *
 * <p>A bucket is a {@code long} that describes itself: its last timestamp, with the width's
 * exponent in the low six bits, which are all ones because no bucket is narrower than 64 ms. State
 * that was written under one window can so be read under another, and buckets of all widths, as
 * numbers, are in the order of their ends.
 */
public final class TimeBuckets {

  private static final int NARROWEST = 6;
  private static final int WIDEST = 40;
  private static final long EXPONENT = (1L << NARROWEST) - 1;
  private static final int BUCKETS_PER_SPAN = 4;

  private final int exponent;

  private TimeBuckets(int exponent) {
    this.exponent = exponent;
  }

  /**
   * Buckets of about a quarter of the time that records are kept: few to probe, and little kept for
   * too long.
   */
  public static TimeBuckets over(Duration span) {
    long width = span.toMillis() / BUCKETS_PER_SPAN;
    int floorLog2 = 63 - Long.numberOfLeadingZeros(Math.max(1, width));
    return new TimeBuckets(Math.max(NARROWEST, Math.min(WIDEST, floorLog2)));
  }

  /**
   * The bucket of a timestamp.
   *
   * @param ts not negative
   */
  public long bucketOf(long ts) {
    return ((ts | mask(exponent)) & ~EXPONENT) | exponent;
  }

  /** The first timestamp in a bucket of any width. */
  public static long firstOf(long bucket) {
    return bucket & ~mask(bucket & EXPONENT);
  }

  /** The last timestamp in a bucket of any width. */
  public static long lastOf(long bucket) {
    return bucket | mask(bucket & EXPONENT);
  }

  private static long mask(long exponent) {
    return (1L << exponent) - 1;
  }

  /**
   * As a number not greater than any bucket, of any width, whose last timestamp is {@code ts} or
   * later, and greater than all others.
   */
  public static long firstToEndAt(long ts) {
    return ts & ~EXPONENT;
  }

  /** Whether a bucket of any width holds timestamps in {@code [from, to]}. */
  public static boolean overlaps(long bucket, long from, long to) {
    return firstOf(bucket) <= to && from <= lastOf(bucket);
  }
}
