package io.twinroute.kstreams.state;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.RecordLifetimes;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which records wait for their result to be fixed, in the order in which that happens. */
final class WaitingRecords {

  private static final long LONGEST = Duration.ofMillis(500).toNanos();

  private static final byte[] FENCE = new byte[0];

  private final RecordLifetimes lifetimes;
  private final KeyValueStore<Bytes, byte[]> store;
  private boolean fenced;

  /**
   * No record of an input waits before this time. Reads begin here, because the store keeps
   * tombstones of removed entries.
   */
  private final long[] first;

  WaitingRecords(RecordLifetimes lifetimes, KeyValueStore<Bytes, byte[]> store) {
    this.lifetimes = lifetimes;
    this.store = store;
    this.first = new long[lifetimes.inputs()];
  }

  /**
   * @param bucket where the records store has the record
   */
  void add(AcceptedRecord record, long bucket) {
    if (!fenced) {
      fence();
    }
    store.put(StoreKeys.waiting(record), StoreKeys.waitingValue(bucket));
    int input = record.input();
    first[input] = Math.min(first[input], record.timestamp());
  }

  private void fence() {
    fenced = true;
    for (int input = 0; input < lifetimes.inputs(); input++) {
      store.put(StoreKeys.waitingFence(input, 0), FENCE);
      store.put(StoreKeys.waitingFence(input, 1), FENCE);
    }
  }

  /** Has no effect on a record that does not wait. */
  void remove(AcceptedRecord record) {
    // Not delete(), which would read the value first.
    store.put(StoreKeys.waiting(record), null);
  }

  /** Writes to the store without a change. */
  void touch() {
    store.put(StoreSection.WAITING.begin(), null);
  }

  /**
   * Passes on the entries of records whose result is fixed at {@code watermark}, and removes them;
   * for half a second at most.
   *
   * @return whether that were all of them
   */
  boolean removeDue(long watermark, BiConsumer<Bytes, byte[]> to) {
    long deadline = System.nanoTime() + LONGEST;
    boolean all = true;
    for (int input = 0; input < lifetimes.inputs(); input++) {
      all &= removeDue(input, watermark, deadline, to);
    }
    return all;
  }

  private boolean removeDue(
      int input, long watermark, long deadline, BiConsumer<Bytes, byte[]> to) {
    if (first[input] == Long.MAX_VALUE) {
      return true; // nothing waits
    }
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(
            StoreKeys.firstWaiting(input, first[input]),
            StoreKeys.endOf(StoreSection.WAITING, input))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        long timestamp = StoreKeys.waitingTimestamp(entry.key);
        if (lifetimes.settlesAt(input, timestamp) > watermark) {
          first[input] = timestamp;
          return true;
        }
        if (System.nanoTime() > deadline) {
          first[input] = timestamp;
          return false;
        }
        store.put(entry.key, null);
        to.accept(entry.key, entry.value);
      }
    }
    first[input] = Long.MAX_VALUE;
    return true;
  }
}
