package io.twinroute.runtime.watch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * For how long the partitions of a topic have had the same end, as their cluster's own answers
 * show. Time without an answer proves nothing: clients ask again by themselves, so that a short
 * outage looks like one slow answer. Not thread-safe.
 */
final class QuietPartitions {

  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration SELDOM = Duration.ofSeconds(1);
  private static final Duration HICCUP = Duration.ofSeconds(2);
  private static final long UNKNOWN = -1;

  private final long silenceAfter;
  private final long pause;
  private final long longestGap;
  private final long[] ends;
  private final long[] since;
  private long asked;
  private long answered;

  QuietPartitions(int partitions, Duration silenceAfter) {
    this.silenceAfter = silenceAfter.toNanos();
    this.pause = Math.max(OFTEN.toNanos(), Math.min(SELDOM.toNanos(), this.silenceAfter / 4));
    this.longestGap = pause + Math.max(pause, Math.min(HICCUP.toNanos(), this.silenceAfter));
    this.ends = new long[partitions];
    this.since = new long[partitions];
    forget();
  }

  /** How long to wait between an answer and the next question. */
  Duration pause() {
    return Duration.ofNanos(pause);
  }

  /** The cluster did not answer: what it said before counts no more. */
  void forget() {
    Arrays.fill(ends, UNKNOWN);
  }

  /**
   * The cluster answered. If that was more than {@link #pause} and a hiccup after its last answer,
   * there may have been an outage in between: the count restarts with this answer.
   *
   * @param answer each partition's end
   * @param committed each partition's read-committed end; one that differs from the end means an
   *     open transaction, whose records may still be to come
   * @param askedAt nanoseconds of a monotonic clock, from before the question
   * @param answeredAt the same from after the answer
   */
  void answered(List<Long> answer, List<Long> committed, long askedAt, long answeredAt) {
    if (answeredAt - answered > longestGap) {
      forget();
    }
    asked = askedAt;
    answered = answeredAt;
    for (int p = 0; p < ends.length; p++) {
      if (ends[p] != answer.get(p) || !committed.get(p).equals(answer.get(p))) {
        ends[p] = answer.get(p);
        since[p] = answeredAt;
      }
    }
  }

  /** Whether nothing was appended to the partition for long enough before the last question. */
  boolean isQuiet(int partition) {
    return ends[partition] != UNKNOWN && asked - since[partition] >= silenceAfter;
  }

  /** The partition's end as of the last answer. */
  long end(int partition) {
    return ends[partition];
  }
}
