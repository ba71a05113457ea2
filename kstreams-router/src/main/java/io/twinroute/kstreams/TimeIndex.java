package io.twinroute.kstreams;

import io.twinroute.semantics.RouteJoin;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.TimeBuckets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which keys have records in which time bucket, in the order in which the buckets' time comes to be
 * removed: one entry for each bucket of a key rather than for each record.
 */
final class TimeIndex {

  /** Receives what is due. */
  @FunctionalInterface
  interface Removal {
    void remove(Side side, long bucket, byte[] key);
  }

  private static final byte[] NOTHING = new byte[0];
  private static final int REMOVED_AT_ONCE = 20_000;
  private static final long LONGEST = Duration.ofMillis(500).toNanos();
  private static final int REMEMBERED = 10_000;

  private final RouteJoin join;
  private final KeyValueStore<Bytes, byte[]> store;
  private final long width;

  /** No entry of a side lies before this bucket: the store keeps traces of all that was removed. */
  private final long[] firstBucket = new long[Side.values().length];

  /** Entries that are there: to put one again would be another record in the changelog. */
  private final Map<Bytes, Boolean> present =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  TimeIndex(RouteJoin join, KeyValueStore<Bytes, byte[]> store) {
    this.join = join;
    this.store = store;
    this.width = width(join.buckets().bucketOf(0));
  }

  void add(Side side, long timestamp, byte[] key) {
    long bucket = join.buckets().bucketOf(timestamp);
    if (join.expiresAt(side, bucket) == RouteJoin.NEVER) {
      return;
    }
    Bytes entry = JoinKeys.index(side, bucket, key);
    if (present.put(entry, true) == null) {
      store.put(entry, NOTHING);
      firstBucket[side.ordinal()] = Math.min(firstBucket[side.ordinal()], bucket);
    }
  }

  /** Hands over entries that are due at {@code watermark}, and forgets them; for half a second. */
  void removeDue(long watermark, Removal removal) {
    long deadline = System.nanoTime() + LONGEST;
    for (Side side : Side.values()) {
      removeDue(side, watermark, deadline, removal);
    }
  }

  private void removeDue(Side side, long watermark, long deadline, Removal removal) {
    long first = Long.MAX_VALUE;
    int removed = 0;
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(JoinKeys.firstIndex(side, firstBucket[side.ordinal()]), JoinKeys.endOf(side))) {
      while (entries.hasNext()) {
        Bytes entry = entries.next().key;
        long bucket = JoinKeys.indexBucket(entry);
        boolean due = watermark >= join.expiresAt(side, bucket);
        if (!due) {
          first = Math.min(first, bucket);
        }
        // Buckets of one width are due in their order; those of an earlier window may not be.
        if (TimeBuckets.firstOf(bucket) > watermark || (!due && width(bucket) == width)) {
          break;
        }
        if (due) {
          if (removed++ == REMOVED_AT_ONCE || System.nanoTime() > deadline) {
            first = Math.min(first, bucket);
            break;
          }
          removal.remove(side, bucket, JoinKeys.indexKey(entry));
          store.put(entry, null);
          present.remove(entry);
        }
      }
    }
    firstBucket[side.ordinal()] = first;
  }

  private static long width(long bucket) {
    return TimeBuckets.lastOf(bucket) - TimeBuckets.firstOf(bucket);
  }
}
