package io.twinroute.kstreams.state;

import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.CombinedState;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.time.TimeBuckets;
import io.twinroute.semantics.time.Timestamps;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What a logic keeps in its key-value store: the records by time bucket and key; the buckets of
 * each key; and those that wait.
 */
public final class StoredRecords implements TaskState, CombinedState {

  private static final byte[] NO_KEY = {};

  private final RouteLogic logic;
  private final KeyValueStore<Bytes, byte[]> store;
  private final KeyBuckets keyBuckets;
  private final ExpiredRecords expired;
  private final WaitingRecords waiting;

  public StoredRecords(RouteLogic logic, ProcessorContext<?, ?> context) {
    this.logic = logic;
    this.store = context.getStateStore(StreamsNames.STATE_STORE);
    this.keyBuckets = new KeyBuckets(store);
    this.expired = new ExpiredRecords(logic, store, System::nanoTime);
    this.waiting = new WaitingRecords(logic, store);
  }

  @Override
  public LogicState state() {
    return this;
  }

  /** Nothing is on the heap. */
  @Override
  public void limit() {}

  @Override
  public void put(AcceptedRecord record, boolean waits) {
    long bucket = logic.buckets().bucketOf(record.timestamp());
    Bytes at = StoreKeys.record(record, bucket);
    store.put(at, StoreKeys.value(record));
    if (waits) {
      waiting.add(record, bucket);
    }
    if (expired.mayExpire(record.input())) { // else it waits, and is removed when it is settled
      keyBuckets.add(record.input(), record.key(), bucket);
      expired.added(record.input(), at);
    }
  }

  /** Receives buckets of inputs. */
  @FunctionalInterface
  interface BucketVisitor {
    void bucket(int input, long bucket);
  }

  /** Hands over the buckets that hold records of an input that expires. */
  void forEachBucket(BucketVisitor action) {
    for (int input = 0; input < logic.inputs(); input++) {
      Bytes from = expired.position(input);
      while (from != null) {
        from = nextBucket(input, from, action);
      }
    }
  }

  private @Nullable Bytes nextBucket(int input, Bytes from, BucketVisitor action) {
    try (KeyValueIterator<Bytes, byte[]> entries =
        store.range(from, StoreKeys.endOf(StoreSection.RECORDS, input))) {
      if (!entries.hasNext()) {
        return null;
      }
      long bucket = StoreKeys.bucketOf(entries.peekNextKey());
      action.bucket(input, bucket);
      return StoreKeys.first(input, bucket + 1, NO_KEY, 0);
    }
  }

  private void waitsNoLonger(AcceptedRecord record) {
    if (logic.mayWait(record.input())) {
      waiting.remove(record);
    }
  }

  @Override
  public void match(int input, byte[] key, long from, long to, Visitor visitor) {
    for (long bucket : keyBuckets.of(input, key)) {
      if (TimeBuckets.overlaps(bucket, from, to)) {
        match(input, bucket, key, from, to, visitor);
      }
    }
  }

  private void match(int input, long bucket, byte[] key, long from, long to, Visitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(
            StoreKeys.first(input, bucket, key, Math.max(0, from)),
            StoreKeys.last(input, bucket, key, to))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        AcceptedRecord record = StoreKeys.read(input, key, entry.key, entry.value);
        visitor.record(record);
        waitsNoLonger(record);
      }
    }
  }

  @Override
  public @Nullable AcceptedRecord latest(int input, byte[] key, long to) {
    long[] buckets = keyBuckets.of(input, key);
    AcceptedRecord latest = null;
    for (int i = buckets.length - 1; i >= 0; i--) {
      long bucket = buckets[i];
      if (latest != null && TimeBuckets.lastOf(bucket) < latest.timestamp()) {
        break;
      }
      if (TimeBuckets.firstOf(bucket) <= to) {
        latest = later(latest, latest(input, bucket, key, to));
      }
    }
    return latest;
  }

  @Override
  public @Nullable AcceptedRecord earliest(int input, byte[] key, long after, long to) {
    AcceptedRecord earliest = null;
    for (long bucket : keyBuckets.of(input, key)) {
      long latest = earliest == null ? to : earliest.timestamp();
      if (TimeBuckets.overlaps(bucket, Timestamps.plus(after, 1), latest)) {
        earliest = earlier(earliest, earliest(input, bucket, key, after, to));
      }
    }
    return earliest;
  }

  private static @Nullable AcceptedRecord earlier(
      @Nullable AcceptedRecord one, @Nullable AcceptedRecord other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareInTime(other) < 0 ? one : other;
  }

  private @Nullable AcceptedRecord earliest(
      int input, long bucket, byte[] key, long after, long to) {
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(
            StoreKeys.first(input, bucket, key, Timestamps.plus(after, 1)),
            StoreKeys.last(input, bucket, key, to))) {
      if (!found.hasNext()) {
        return null;
      }
      KeyValue<Bytes, byte[]> entry = found.next();
      return StoreKeys.read(input, key, entry.key, entry.value);
    }
  }

  private static @Nullable AcceptedRecord later(
      @Nullable AcceptedRecord one, @Nullable AcceptedRecord other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareInTime(other) > 0 ? one : other;
  }

  private @Nullable AcceptedRecord latest(int input, long bucket, byte[] key, long to) {
    try (KeyValueIterator<Bytes, byte[]> found =
        store.reverseRange(
            StoreKeys.first(input, bucket, key, 0), StoreKeys.last(input, bucket, key, to))) {
      if (!found.hasNext()) {
        return null;
      }
      KeyValue<Bytes, byte[]> entry = found.next();
      return StoreKeys.read(input, key, entry.key, entry.value);
    }
  }

  @Override
  public void removeBucket(int input, byte[] key, long bucket) {
    try (KeyValueIterator<Bytes, byte[]> found = all(input, bucket, key)) {
      while (found.hasNext()) {
        remove(found.next().key);
      }
    }
    keyBuckets.remove(input, key, bucket);
  }

  @Override
  public void removeBefore(AcceptedRecord row, boolean andItself) {
    for (long bucket : keyBuckets.of(row.input(), row.key())) {
      if (TimeBuckets.firstOf(bucket) <= row.timestamp()) {
        removeBefore(row, andItself, bucket);
      }
    }
  }

  private void removeBefore(AcceptedRecord row, boolean andItself, long bucket) {
    boolean empty = true;
    try (KeyValueIterator<Bytes, byte[]> found = all(row.input(), bucket, row.key())) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        int order =
            StoreKeys.read(row.input(), row.key(), entry.key, entry.value).compareInTime(row);
        if (order < 0 || (order == 0 && andItself)) {
          remove(entry.key);
        } else {
          empty = false;
        }
      }
    }
    if (empty) {
      keyBuckets.remove(row.input(), row.key(), bucket);
    }
  }

  private KeyValueIterator<Bytes, byte[]> all(int input, long bucket, byte[] key) {
    return store.range(
        StoreKeys.first(input, bucket, key, 0), StoreKeys.last(input, bucket, key, Long.MAX_VALUE));
  }

  private void remove(Bytes at) {
    // Not delete(), which would read the value first.
    store.put(at, null);
  }

  @Override
  public boolean settle(long watermark, RouteLogic.Collector results) {
    return waiting.removeDue(watermark, (entry, value) -> settle(entry, value, results));
  }

  @Override
  public boolean flush(RouteLogic.Collector results) {
    waiting.touch();
    return settle(Long.MAX_VALUE, results);
  }

  private void settle(Bytes entry, byte[] value, RouteLogic.Collector results) {
    Bytes at = StoreKeys.waitingRecord(entry, value);
    int input = StoreKeys.waitingInput(entry);
    AcceptedRecord record = StoreKeys.read(input, StoreKeys.waitingKey(entry), at, store.get(at));
    logic.settle(record, this, results);
    if (!logic.isKeptWhenSettled()) {
      remove(at);
    }
  }

  @Override
  public void expire(long watermark) {
    removeDue(watermark);
  }

  /** As {@link #expire}; returns whether that was all. */
  boolean removeDue(long watermark) {
    return expired.removeDue(
        watermark, (input, bucket, key) -> logic.expire(input, key, bucket, watermark, this));
  }
}
