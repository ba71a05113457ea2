package io.twinroute.kstreams;

import io.twinroute.semantics.RouteJoin;
import io.twinroute.semantics.Side;
import java.time.Duration;
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
  private static final long LONGEST = Duration.ofMillis(500).toNanos();

  private final RouteJoin join;
  private final KeyValueStore<Bytes, byte[]> records;
  private final @Nullable Bytes[] positions = new @Nullable Bytes[Side.values().length];

  ExpiredRecords(RouteJoin join, KeyValueStore<Bytes, byte[]> records) {
    this.join = join;
    this.records = records;
    for (Side side : Side.values()) {
      byte[] reached = records.get(JoinKeys.startOf(side));
      positions[side.ordinal()] = reached == null ? null : Bytes.wrap(reached);
    }
  }

  /** Whether records of this side expire at all. */
  boolean mayExpire(Side side) {
    return join.expiresAt(side, join.buckets().bucketOf(0)) != RouteJoin.NEVER;
  }

  /** Not after any record of a side, in the join store; null if there has never been one. */
  @Nullable Bytes position(Side side) {
    return positions[side.ordinal()];
  }

  /** A record was put under this key of the join store. */
  void added(Side side, Bytes storeKey) {
    Bytes position = positions[side.ordinal()];
    if (position == null) {
      records.put(JoinKeys.fence(side), FENCE);
    }
    if (position == null || storeKey.compareTo(position) < 0) {
      reach(side, storeKey);
    }
  }

  /**
   * Hands over what is due at {@code watermark}, once for a bucket and key; for half a second.
   *
   * @return whether that was all of it
   */
  boolean removeDue(long watermark, Removal removal) {
    long deadline = System.nanoTime() + LONGEST;
    boolean all = true;
    for (Side side : Side.values()) {
      Bytes position = positions[side.ordinal()];
      if (position != null) {
        all &= removeDue(side, position, watermark, deadline, removal);
      }
    }
    return all;
  }

  private boolean removeDue(
      Side side, Bytes position, long watermark, long deadline, Removal removal) {
    Bytes visited = null;
    boolean all = true;
    try (KeyValueIterator<Bytes, byte[]> entries = records.range(position, JoinKeys.endOf(side))) {
      while (entries.hasNext()) {
        Bytes entry = entries.next().key;
        if (visited != null && JoinKeys.areTogether(visited, entry)) {
          continue;
        }
        long bucket = JoinKeys.bucketOf(entry);
        if (join.expiresAt(side, bucket) > watermark) {
          break;
        }
        if (System.nanoTime() > deadline) {
          all = false;
          break;
        }
        byte[] key = JoinKeys.keyOf(entry);
        removal.remove(side, bucket, key);
        visited = JoinKeys.last(side, bucket, key, Long.MAX_VALUE);
      }
    }
    if (visited != null) {
      reach(side, visited);
    }
    return all;
  }

  private void reach(Side side, Bytes position) {
    positions[side.ordinal()] = position;
    records.put(JoinKeys.startOf(side), position.get());
  }
}
