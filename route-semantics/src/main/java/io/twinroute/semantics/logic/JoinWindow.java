package io.twinroute.semantics.logic;

import io.twinroute.semantics.time.Timestamps;
import java.io.Serializable;
import java.time.Duration;

/**
 * The join window: left {@code l} and right {@code r} match iff {@code l.ts - before <= r.ts <=
 * l.ts + after}. Both bounds are inclusive and have a resolution of one millisecond, which is that
 * of a Kafka timestamp.
 *
 * @param before how much earlier than the left record the right one may be; not negative
 * @param after how much later than the left record the right one may be; not negative
 */
public record JoinWindow(Duration before, Duration after) implements Serializable {

  /**
   * @throws IllegalArgumentException if a bound is negative
   */
  public JoinWindow {
    if (before.isNegative() || after.isNegative()) {
      throw new IllegalArgumentException(
          "a join window has no negative bounds: " + before + ", " + after);
    }
  }

  /**
   * The earliest timestamp of the opposite side that matches a record of {@code side} at {@code
   * ts}.
   */
  public long earliestMatch(int side, long ts) {
    return Timestamps.minus(ts, (side == Sides.LEFT ? before : after).toMillis());
  }

  /**
   * The latest timestamp of the opposite side that matches a record of {@code side} at {@code ts}.
   */
  public long latestMatch(int side, long ts) {
    return Timestamps.plus(ts, (side == Sides.LEFT ? after : before).toMillis());
  }
}
