package io.twinroute.runtime.watch;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * For how long each partition of a source has held records of which no copy is made. Not
 * thread-safe.
 */
final class CopyStalls {

  /** Longer than a Connect worker takes to come back when it was killed. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final long NONE = Long.MIN_VALUE;

  private final long[] since;
  private final long[] wanted;
  private final long[] last;
  private final long[] copied;

  CopyStalls(int partitions) {
    since = new long[partitions];
    wanted = new long[partitions];
    last = new long[partitions];
    copied = new long[partitions];
    forget();
  }

  /** Nothing is known any more: a cluster gave no answer, and no copies could have been made. */
  void forget() {
    Arrays.fill(since, NONE);
  }

  /** What was to come has come, or comes. */
  void flows(int partition) {
    since[partition] = NONE;
  }

  /**
   * Nothing has come since the last look, though the source holds more.
   *
   * @param newest the offset of the source's last record
   * @param nanos when that was seen, as of {@link System#nanoTime}
   * @param newestCopy the offset in the source of a partition's newest copy; asked for at first
   */
  void waits(int partition, long newest, long nanos, IntToLongFunction newestCopy) {
    last[partition] = newest;
    if (since[partition] == NONE) {
      begin(partition, newestCopy.applyAsLong(partition), nanos);
    }
  }

  /**
   * What is there to be copied now is what may be asked for later; newer records may be on their
   * way.
   */
  private void begin(int partition, long newestCopy, long nanos) {
    copied[partition] = newestCopy;
    wanted[partition] = last[partition];
    since[partition] = nanos;
  }

  /**
   * A partition of which nothing was copied for too long. That nothing has come does not say it:
   * copies may lie unread, or be another router's to read.
   *
   * @param newestCopy as above; asked for of those that have waited for long
   */
  OptionalInt tooLong(long nanos, IntToLongFunction newestCopy) {
    return IntStream.range(0, since.length)
        .filter(p -> since[p] != NONE && nanos - since[p] > PATIENCE.toNanos())
        .filter(p -> isIdle(p, nanos, newestCopy.applyAsLong(p)))
        .findFirst();
  }

  private boolean isIdle(int partition, long nanos, long newest) {
    if (newest < wanted[partition] && newest == copied[partition]) {
      return true;
    }
    begin(partition, newest, nanos);
    return false;
  }
}
