package io.twinroute.kstreams.state;

import io.twinroute.semantics.state.RecordLifetimes;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the records store once as its buckets' time comes, in the order in which it comes.
 *
 * <p>How far it has come lies in the store, in front of each input's records: a lookup keeps rows
 * whose time has come, and a restart must not visit them all again.
 */
final class ExpiredRecords {

  /** Receives what is due. */
  @FunctionalInterface
  interface Removal {
    void remove(int input, long bucket, byte[] key);
  }

  private static final byte[] FENCE = new byte[0];

  /** What a call may take of the time in which a thread joins: a twentieth of the timer's. */
  private static final long SLICE = Duration.ofMillis(10).toNanos();

  /** A transaction, in which all of a call's removals lie, lives for seconds only. */
  private static final long LONGEST = Duration.ofMillis(500).toNanos();

  /** More than one, else what is due never becomes less while records come. */
  private static final int REMOVALS_PER_RECORD = 2;

  private final LongSupplier nanoTime;
  private final RecordLifetimes lifetimes;
  private final KeyValueStore<Bytes, byte[]> records;
  private final @Nullable Bytes[] positions;
  private long owed;

  /** What was due here is removed. */
  private long removedUpTo = Long.MIN_VALUE;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  ExpiredRecords(
      RecordLifetimes lifetimes, KeyValueStore<Bytes, byte[]> records, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lifetimes = lifetimes;
    this.records = records;
    this.positions = new @Nullable Bytes[lifetimes.inputs()];
    for (int input = 0; input < lifetimes.inputs(); input++) {
      byte[] reached = records.get(StoreKeys.startOf(input));
      positions[input] = reached == null ? null : Bytes.wrap(reached);
    }
  }

  /** Whether records of this input expire at all. */
  boolean mayExpire(int input) {
    return lifetimes.expiresAt(input, lifetimes.buckets().bucketOf(0)) != RecordLifetimes.NEVER;
  }

  /** Not after any record of an input, in the records store; null if there has never been one. */
  @Nullable Bytes position(int input) {
    return positions[input];
  }

  /** A record was put under this key of the records store. */
  void added(int input, Bytes storeKey) {
    owed += REMOVALS_PER_RECORD;
    Bytes position = positions[input];
    if (position == null) {
      fence();
    }
    if (position == null || storeKey.compareTo(position) < 0) {
      reach(input, storeKey);
    }
  }

  /**
   * Of all inputs: those of a lookup's left side do not expire, and are the right side's
   * neighbours.
   */
  private void fence() {
    for (int input = 0; input < lifetimes.inputs(); input++) {
      records.put(StoreKeys.fence(input), FENCE);
    }
  }

  /**
   * Hands over what is due at {@code watermark}, once for a bucket and key. Some of it at a time:
   * while it is at it, nothing is joined. So that the store cannot grow without end either, it
   * keeps pace with what was added; beyond that, it takes a small share of the time.
   *
   * @return whether that was all of it
   */
  boolean removeDue(long watermark, Removal removal) {
    if (owed == 0 && watermark <= removedUpTo) {
      return true; // while nothing comes, nobody asks the store
    }
    long start = nanoTime.getAsLong();
    boolean all = true;
    for (int input = 0; input < lifetimes.inputs(); input++) {
      Bytes position = positions[input];
      if (position != null) {
        all &= removeDue(input, position, watermark, start, removal);
      }
    }
    if (all) {
      owed = 0;
      removedUpTo = watermark;
    }
    return all;
  }

  private boolean removeDue(
      int input, Bytes position, long watermark, long start, Removal removal) {
    Bytes visited = null;
    boolean all = true;
    try (KeyValueIterator<Bytes, byte[]> entries =
        records.range(position, StoreKeys.endOf(StoreSection.RECORDS, input))) {
      while (entries.hasNext()) {
        Bytes entry = entries.next().key;
        if (visited != null && StoreKeys.areTogether(visited, entry)) {
          continue;
        }
        long bucket = StoreKeys.bucketOf(entry);
        if (lifetimes.expiresAt(input, bucket) > watermark) {
          break;
        }
        if (nanoTime.getAsLong() - start > (owed > 0 ? LONGEST : SLICE)) {
          all = false;
          break;
        }
        byte[] key = StoreKeys.keyOf(entry);
        removal.remove(input, bucket, key);
        owed = Math.max(0, owed - 1);
        visited = StoreKeys.last(input, bucket, key, Long.MAX_VALUE);
      }
    }
    if (visited != null) {
      reach(input, visited);
    }
    return all;
  }

  private void reach(int input, Bytes position) {
    positions[input] = position;
    records.put(StoreKeys.startOf(input), position.get());
  }
}
