package io.twinroute.flink.job;

import io.twinroute.semantics.Side;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Timers of the current key's buckets. A bucket's number and side are the timer's namespace: no
 * number is negative, so the right side's are written as their complements.
 */
final class BucketTimers {

  private final InternalTimerService<Long> timers;

  BucketTimers(InternalTimerService<Long> timers) {
    this.timers = timers;
  }

  /** Sets a timer for when {@code W} reaches {@code time}; setting it twice sets it once. */
  void set(Side side, long bucket, long time) {
    timers.registerEventTimeTimer(side == Side.LEFT ? bucket : ~bucket, time);
  }

  static Side sideOf(long namespace) {
    return namespace < 0 ? Side.RIGHT : Side.LEFT;
  }

  static long bucketOf(long namespace) {
    return namespace < 0 ? ~namespace : namespace;
  }
}
