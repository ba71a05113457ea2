package io.twinroute.semantics.time;

/** Arithmetic on epoch milliseconds that stops at the ends of the range instead of wrapping. */
public final class Timestamps {

  /** The last millisecond of the year 9999: no time that is read from a value is later. */
  public static final long LATEST = 253_402_300_799_999L;

  private Timestamps() {}

  public static long plus(long ts, long millis) {
    long sum = ts + millis;
    return ((ts ^ sum) & (millis ^ sum)) < 0 ? (ts < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  public static long minus(long ts, long millis) {
    long difference = ts - millis;
    return ((ts ^ millis) & (ts ^ difference)) < 0
        ? (ts < 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
        : difference;
  }
}
