package io.twinroute.kstreams.clients;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a stream thread waits for records. While records arrive, it lets a few gather, because a
 * mirror adds little at a time and a fetch for each of its transactions would cost the most. When
 * none have arrived for a while, it waits longer: the cluster holds its answer back, and the first
 * record ends the wait at once. Not thread-safe.
 */
final class PollPace {

  /** After this long without records, everything received is committed. */
  static final Duration IDLE_AFTER = Duration.ofSeconds(5);

  static final Duration GATHERED_FOR = Duration.ofMillis(50);

  /** In between, Streams runs its timers and commits. */
  static final Duration LONGEST_WHILE_BUSY = Duration.ofMillis(100);

  static final Duration LONGEST_WHILE_IDLE = Duration.ofSeconds(1);

  /** After this long without records, a poll may take as long as requested. */
  static final Duration AT_REST_AFTER = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private long lastEvent;
  private long lastPoll;
  private boolean few;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  PollPace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastEvent = nanoTime.getAsLong();
  }

  /** How long to let records gather before the next poll; zero for an immediate one. */
  Duration pause() {
    long passed = nanoTime.getAsLong() - lastPoll;
    return few && passed < GATHERED_FOR.toNanos() ? GATHERED_FOR.minusNanos(passed) : Duration.ZERO;
  }

  /**
   * How long to wait for records.
   *
   * @param asked at most
   */
  Duration wait(Duration asked) {
    long passed = nanoTime.getAsLong() - lastEvent;
    if (passed > AT_REST_AFTER.toNanos()) {
      return asked;
    }
    Duration longest = passed > IDLE_AFTER.toNanos() ? LONGEST_WHILE_IDLE : LONGEST_WHILE_BUSY;
    return asked.compareTo(longest) < 0 ? asked : longest;
  }

  /** A poll has returned nothing. */
  void gaveNothing() {
    few = false;
  }

  /**
   * A poll has returned records.
   *
   * @param many so many that waiting for more does not pay
   */
  void gave(boolean many) {
    few = !many;
    lastPoll = nanoTime.getAsLong();
    lastEvent = lastPoll;
  }

  /** Something else has happened, so more work is expected soon. */
  void stir() {
    lastEvent = nanoTime.getAsLong();
  }
}
