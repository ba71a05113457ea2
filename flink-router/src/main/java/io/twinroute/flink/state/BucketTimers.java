package io.twinroute.flink.state;

import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Timers of the current key's buckets. A bucket's number and input are the timer's namespace: no
 * number is negative, so the second input's are written as their complements. A third input shares
 * the timers of the first one, a fourth those of the second: a bucket is processed for all of them.
 */
public final class BucketTimers {

  /** How many inputs have timers of their own. */
  public static final int INPUTS = 2;

  private final InternalTimerService<Long> timers;

  public BucketTimers(InternalTimerService<Long> timers) {
    this.timers = timers;
  }

  /** Sets a timer for when {@code W} reaches {@code time}; setting it twice sets it once. */
  void set(int input, long bucket, long time) {
    timers.registerEventTimeTimer(input % INPUTS == 0 ? bucket : ~bucket, time);
  }

  /** The first input that the timer is of; every {@link #INPUTS} more there may be another. */
  public static int inputOf(long namespace) {
    return namespace < 0 ? 1 : 0;
  }

  public static long bucketOf(long namespace) {
    return namespace < 0 ? ~namespace : namespace;
  }
}
