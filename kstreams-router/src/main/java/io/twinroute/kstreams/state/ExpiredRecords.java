package io.twinroute.kstreams.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the join store once as its buckets' time comes, in the order in which it comes.
 *
 * <p>How far it has come lies in the store, in front of each side's records: a lookup keeps rows
 * whose time has come, and a restart must not visit them all again.
 */
final class ExpiredRecords {

  /** Receives what is due. */
  @FunctionalInterface
  interface Removal {
    void remove(Side side, long bucket, byte[] key);
  }

  private static final byte[] FENCE = new byte[0];

  /** What a call may take of the time in which a thread joins: a twentieth of the timer's. */
  private static final long SLICE = Duration.ofMillis(10).toNanos();

  /** A transaction, in which all of a call's removals lie, lives for seconds only. */
  private static final long LONGEST = Duration.ofMillis(500).toNanos();

  /** More than one, else what is due never becomes less while records come. */
  private static final int REMOVALS_PER_RECORD = 2;

  private final LongSupplier nanoTime;
  private final RouteLogic join;
  private final KeyValueStore<Bytes, byte[]> records;
  private final @Nullable Bytes[] positions = new @Nullable Bytes[Side.values().length];
  private long owed;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  ExpiredRecords(RouteLogic join, KeyValueStore<Bytes, byte[]> records, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.join = join;
    this.records = records;
    for (Side side : Side.values()) {
      byte[] reached = records.get(StoreKeys.startOf(side));
      positions[side.ordinal()] = reached == null ? null : Bytes.wrap(reached);
    }
  }

  /** Whether records of this side expire at all. */
  boolean mayExpire(Side side) {
    return join.expiresAt(side, join.buckets().bucketOf(0)) != RouteLogic.NEVER;
  }

  /** Not after any record of a side, in the join store; null if there has never been one. */
  @Nullable Bytes position(Side side) {
    return positions[side.ordinal()];
  }

  /** A record was put under this key of the join store. */
  void added(Side side, Bytes storeKey) {
    owed += REMOVALS_PER_RECORD;
    Bytes position = positions[side.ordinal()];
    if (position == null) {
      records.put(StoreKeys.fence(side), FENCE);
    }
    if (position == null || storeKey.compareTo(position) < 0) {
      reach(side, storeKey);
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
    long start = nanoTime.getAsLong();
    boolean all = true;
    for (Side side : Side.values()) {
      Bytes position = positions[side.ordinal()];
      if (position != null) {
        all &= removeDue(side, position, watermark, start, removal);
      }
    }
    if (all) {
      owed = 0;
    }
    return all;
  }

  private boolean removeDue(
      Side side, Bytes position, long watermark, long start, Removal removal) {
    Bytes visited = null;
    boolean all = true;
    try (KeyValueIterator<Bytes, byte[]> entries = records.range(position, StoreKeys.endOf(side))) {
      while (entries.hasNext()) {
        Bytes entry = entries.next().key;
        if (visited != null && StoreKeys.areTogether(visited, entry)) {
          continue;
        }
        long bucket = StoreKeys.bucketOf(entry);
        if (join.expiresAt(side, bucket) > watermark) {
          break;
        }
        if (nanoTime.getAsLong() - start > (owed > 0 ? LONGEST : SLICE)) {
          all = false;
          break;
        }
        byte[] key = StoreKeys.keyOf(entry);
        removal.remove(side, bucket, key);
        owed = Math.max(0, owed - 1);
        visited = StoreKeys.last(side, bucket, key, Long.MAX_VALUE);
      }
    }
    if (visited != null) {
      reach(side, visited);
    }
    return all;
  }

  private void reach(Side side, Bytes position) {
    positions[side.ordinal()] = position;
    records.put(StoreKeys.startOf(side), position.get());
  }
}
