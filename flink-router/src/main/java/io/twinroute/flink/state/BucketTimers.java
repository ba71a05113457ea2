package io.twinroute.flink.state;

import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Timers of the current key's buckets. A bucket's number and input are the timer's namespace: no
 * number is negative, so the second input's are written as their complements; no logic has a third.
 */
public final class BucketTimers {

  private final InternalTimerService<Long> timers;

  public BucketTimers(InternalTimerService<Long> timers) {
    this.timers = timers;
  }

  /** Sets a timer for when {@code W} reaches {@code time}; setting it twice sets it once. */
  void set(int input, long bucket, long time) {
    timers.registerEventTimeTimer(input == 0 ? bucket : ~bucket, time);
  }

  public static int inputOf(long namespace) {
    return namespace < 0 ? 1 : 0;
  }

  public static long bucketOf(long namespace) {
    return namespace < 0 ? ~namespace : namespace;
  }
}
