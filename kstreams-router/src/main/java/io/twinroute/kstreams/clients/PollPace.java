package io.twinroute.kstreams.clients;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a stream thread waits for records. While some come, it lets a few gather: a mirror adds a
 * little at a time, and to fetch each of its transactions would cost the most. When none have come
 * for a while, it waits for longer, for which the cluster holds its answer back; the first record
 * that comes ends that at once. Not thread-safe.
 */
final class PollPace {

  /** For so long nothing must have come; by then, all that has come is committed. */
  static final Duration IDLE_AFTER = Duration.ofSeconds(5);

  static final Duration GATHERED_FOR = Duration.ofMillis(50);

  /** In between, Streams' timers run and its commits. */
  static final Duration LONGEST_WHILE_BUSY = Duration.ofMillis(100);

  static final Duration LONGEST_WHILE_IDLE = Duration.ofSeconds(1);

  /** When nothing has come for so long, it may take as long as is asked for. */
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

  /** How long to let records gather before they are asked for; zero if they are due at once. */
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

  /** A poll has given nothing. */
  void gaveNothing() {
    few = false;
  }

  /**
   * A poll has given records.
   *
   * @param many more than it pays to wait for
   */
  void gave(boolean many) {
    few = !many;
    lastPoll = nanoTime.getAsLong();
    lastEvent = lastPoll;
  }

  /** Something else has happened, after which more is to be done soon. */
  void stir() {
    lastEvent = nanoTime.getAsLong();
  }
}
