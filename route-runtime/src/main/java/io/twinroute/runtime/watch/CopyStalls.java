package io.twinroute.runtime.watch;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * For how long each partition of a source has held records of which no copy is made. Whoever has it
 * asks for the newest copies, and says what they are. Not thread-safe.
 */
final class CopyStalls {

  /** Longer than a Connect worker takes to come back when it was killed. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final long NONE = Long.MIN_VALUE;

  /** Since when something is waited for; {@link #NONE} while the newest copy is not known. */
  private final long[] since;

  private final boolean[] waiting;
  private final boolean[] idle;
  private final long[] wanted;
  private final long[] last;
  private final long[] copied;

  CopyStalls(int partitions) {
    since = new long[partitions];
    waiting = new boolean[partitions];
    idle = new boolean[partitions];
    wanted = new long[partitions];
    last = new long[partitions];
    copied = new long[partitions];
    forget();
  }

  /** Nothing is known any more: a cluster gave no answer, and no copies could have been made. */
  void forget() {
    IntStream.range(0, since.length).forEach(this::flows);
  }

  /** What was to come has come, or comes. */
  void flows(int partition) {
    waiting[partition] = false;
    idle[partition] = false;
    since[partition] = NONE;
  }

  /**
   * Nothing has come since the last look, though the source holds more.
   *
   * @param newest the offset of the source's last record
   */
  void waits(int partition, long newest) {
    waiting[partition] = true;
    last[partition] = newest;
  }

  /**
   * The partitions whose newest copies decide: those that have begun to wait, and those that have
   * waited for long. A pause of the route proves nothing, because copies may be unread, or be for
   * another router.
   *
   * @param nanos now, as of {@link System#nanoTime}
   */
  List<Integer> inQuestion(long nanos) {
    return IntStream.range(0, since.length)
        .filter(p -> waiting[p] && (since[p] == NONE || isLong(p, nanos)))
        .boxed()
        .toList();
  }

  private boolean isLong(int partition, long nanos) {
    return nanos - since[partition] > PATIENCE.toNanos();
  }

  /**
   * The answer to a partition that was {@linkplain #inQuestion in question}.
   *
   * @param newestCopy the offset in the source of the partition's newest copy
   */
  void copied(int partition, long newestCopy, long nanos) {
    if (!waiting[partition]) {
      return;
    }
    if (since[partition] == NONE) {
      begin(partition, newestCopy, nanos);
    } else if (isLong(partition, nanos)) {
      idle[partition] = newestCopy < wanted[partition] && newestCopy == copied[partition];
      if (!idle[partition]) {
        begin(partition, newestCopy, nanos);
      }
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

  /** A partition of which nothing was copied for too long. */
  OptionalInt idle() {
    return IntStream.range(0, idle.length).filter(p -> idle[p]).findFirst();
  }
}
