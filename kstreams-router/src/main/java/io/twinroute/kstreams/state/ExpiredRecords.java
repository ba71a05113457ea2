package io.twinroute.kstreams.state;

import io.twinroute.semantics.state.RecordLifetimes;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Visits the buckets of the records store once each, in the order in which they expire.
 *
 * <p>Its position is in the store, in front of each input's records: a lookup keeps rows that have
 * expired, and a restart must not visit them all again.
 */
final class ExpiredRecords {

  /** Receives what is due. */
  @FunctionalInterface
  interface Removal {
    void remove(int input, long bucket, byte[] key);
  }

  private static final byte[] FENCE = new byte[0];

  /** How much of a thread's time a call may take: a twentieth of the timer's interval. */
  private static final long SLICE = Duration.ofMillis(10).toNanos();

  /** A transaction, which holds all of a call's removals, lives for seconds only. */
  private static final long LONGEST = Duration.ofMillis(500).toNanos();

  /** More than one, or the backlog would never shrink while records arrive. */
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

  /**
   * A key not after any record of an input, in the records store; null if there has never been one.
   */
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
   * Passes on what is due at {@code watermark}, once for each bucket and key. It does a part at a
   * time, because nothing is joined meanwhile. It keeps pace with added records, so that the store
   * cannot grow without bound; beyond that, it takes a small share of the time.
   *
   * @return whether that was all of it
   */
  boolean removeDue(long watermark, Removal removal) {
    if (owed == 0 && watermark <= removedUpTo) {
      return true; // while nothing arrives, nobody reads the store
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
