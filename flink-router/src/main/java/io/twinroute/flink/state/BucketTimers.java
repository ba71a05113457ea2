package io.twinroute.flink.state;

import io.twinroute.semantics.logic.Side;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Timers of the current key's buckets. A bucket's number and side are the timer's namespace: no
 * number is negative, so the right side's are written as their complements.
 */
public final class BucketTimers {

  private final InternalTimerService<Long> timers;

  public BucketTimers(InternalTimerService<Long> timers) {
    this.timers = timers;
  }

  /** Sets a timer for when {@code W} reaches {@code time}; setting it twice sets it once. */
  void set(Side side, long bucket, long time) {
    timers.registerEventTimeTimer(side == Side.LEFT ? bucket : ~bucket, time);
  }

  public static Side sideOf(long namespace) {
    return namespace < 0 ? Side.RIGHT : Side.LEFT;
  }

  public static long bucketOf(long namespace) {
    return namespace < 0 ? ~namespace : namespace;
  }
}
