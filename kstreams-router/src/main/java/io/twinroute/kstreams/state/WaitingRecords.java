package io.twinroute.kstreams.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which records wait for their result to be fixed, in the order in which that happens. */
final class WaitingRecords {

  private static final long LONGEST = Duration.ofMillis(500).toNanos();

  private final RouteLogic join;
  private final KeyValueStore<Bytes, byte[]> store;

  /** Nothing of a side waits before this time: the store keeps traces of all that was removed. */
  private final long[] first = new long[Side.values().length];

  WaitingRecords(RouteLogic join, KeyValueStore<Bytes, byte[]> store) {
    this.join = join;
    this.store = store;
  }

  /**
   * @param bucket where the join store has the record
   */
  void add(AcceptedRecord record, long bucket) {
    store.put(StoreKeys.waiting(record), StoreKeys.waitingValue(bucket));
    int side = record.side().ordinal();
    first[side] = Math.min(first[side], record.timestamp());
  }

  /** Has no effect on a record that does not wait. */
  void remove(AcceptedRecord record) {
    // Not delete(), which would read the value first.
    store.put(StoreKeys.waiting(record), null);
  }

  /** Writes to the store, and changes nothing. */
  void touch() {
    store.put(StoreKeys.startOf(Side.LEFT), null);
  }

  /**
   * Hands over the entries of records whose result is fixed at {@code watermark}, and forgets them;
   * for half a second.
   *
   * @return whether that were all of them
   */
  boolean removeDue(long watermark, BiConsumer<Bytes, byte[]> to) {
    long deadline = System.nanoTime() + LONGEST;
    boolean all = true;
    for (Side side : Side.values()) {
      all &= removeDue(side, watermark, deadline, to);
    }
    return all;
  }

  private boolean removeDue(
      Side side, long watermark, long deadline, BiConsumer<Bytes, byte[]> to) {
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(StoreKeys.firstWaiting(side, first[side.ordinal()]), StoreKeys.endOf(side))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        long timestamp = StoreKeys.waitingTimestamp(entry.key);
        if (join.settlesAt(side, timestamp) > watermark) {
          first[side.ordinal()] = timestamp;
          return true;
        }
        if (System.nanoTime() > deadline) {
          first[side.ordinal()] = timestamp;
          return false;
        }
        store.put(entry.key, null);
        to.accept(entry.key, entry.value);
      }
    }
    first[side.ordinal()] = Long.MAX_VALUE;
    return true;
  }
}
