package io.twinroute.kstreams.state;

import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.time.TimeBuckets;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The join's records in key-value stores: the records by time bucket and key; the buckets of each
 * key; and those that wait.
 */
public final class StoredRecords implements TaskState {

  private static final byte[] NO_KEY = {};

  private final RouteLogic join;
  private final JoinRule rule;
  private final KeyValueStore<Bytes, byte[]> records;
  private final KeyBuckets keyBuckets;
  private final ExpiredRecords expired;
  private final WaitingRecords waiting;

  public StoredRecords(RouteLogic join, JoinRule rule, ProcessorContext<?, ?> context) {
    this.join = join;
    this.rule = rule;
    this.records = context.getStateStore(StreamsNames.JOIN_STORE);
    this.keyBuckets = new KeyBuckets(context.getStateStore(StreamsNames.KEY_BUCKETS_STORE));
    this.expired = new ExpiredRecords(join, records, System::nanoTime);
    this.waiting = new WaitingRecords(join, context.getStateStore(StreamsNames.WAITING_STORE));
  }

  @Override
  public void put(AcceptedRecord record, boolean waits) {
    long bucket = join.buckets().bucketOf(record.timestamp());
    Bytes at = StoreKeys.record(record, bucket);
    records.put(at, StoreKeys.value(record));
    if (waits) {
      waiting.add(record, bucket);
    }
    if (expired.mayExpire(record.side())) { // else it waits, and goes when it is settled
      keyBuckets.add(record.side(), record.key(), bucket);
      expired.added(record.side(), at);
    }
  }

  /** Hands over the buckets that hold records of a side that expires. */
  void forEachBucket(ObjLongConsumer<Side> action) {
    for (Side side : Side.values()) {
      Bytes from = expired.position(side);
      while (from != null) {
        from = nextBucket(side, from, action);
      }
    }
  }

  private @Nullable Bytes nextBucket(Side side, Bytes from, ObjLongConsumer<Side> action) {
    try (KeyValueIterator<Bytes, byte[]> entries = records.range(from, StoreKeys.endOf(side))) {
      if (!entries.hasNext()) {
        return null;
      }
      long bucket = StoreKeys.bucketOf(entries.peekNextKey());
      action.accept(side, bucket);
      return StoreKeys.first(side, bucket + 1, NO_KEY, 0);
    }
  }

  private void waitsNoLonger(AcceptedRecord record) {
    if (rule.keepsUnmatched(record.side())) {
      waiting.remove(record);
    }
  }

  @Override
  public void match(Side side, byte[] key, long from, long to, Visitor visitor) {
    for (long bucket : keyBuckets.of(side, key)) {
      if (TimeBuckets.overlaps(bucket, from, to)) {
        match(side, bucket, key, from, to, visitor);
      }
    }
  }

  private void match(Side side, long bucket, byte[] key, long from, long to, Visitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> found =
        records.range(
            StoreKeys.first(side, bucket, key, Math.max(0, from)),
            StoreKeys.last(side, bucket, key, to))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        AcceptedRecord record = StoreKeys.read(side, key, entry.key, entry.value);
        visitor.record(record);
        waitsNoLonger(record);
      }
    }
  }

  @Override
  public @Nullable AcceptedRecord latest(Side side, byte[] key, long to) {
    long[] buckets = keyBuckets.of(side, key);
    AcceptedRecord latest = null;
    for (int i = buckets.length - 1; i >= 0; i--) {
      long bucket = buckets[i];
      if (latest != null && TimeBuckets.lastOf(bucket) < latest.timestamp()) {
        break;
      }
      if (TimeBuckets.firstOf(bucket) <= to) {
        latest = later(latest, latest(side, bucket, key, to));
      }
    }
    return latest;
  }

  private static @Nullable AcceptedRecord later(
      @Nullable AcceptedRecord one, @Nullable AcceptedRecord other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareInTime(other) > 0 ? one : other;
  }

  private @Nullable AcceptedRecord latest(Side side, long bucket, byte[] key, long to) {
    try (KeyValueIterator<Bytes, byte[]> found =
        records.reverseRange(
            StoreKeys.first(side, bucket, key, 0), StoreKeys.last(side, bucket, key, to))) {
      if (!found.hasNext()) {
        return null;
      }
      KeyValue<Bytes, byte[]> entry = found.next();
      return StoreKeys.read(side, key, entry.key, entry.value);
    }
  }

  @Override
  public void removeBucket(Side side, byte[] key, long bucket) {
    try (KeyValueIterator<Bytes, byte[]> found = all(side, bucket, key)) {
      while (found.hasNext()) {
        remove(found.next().key);
      }
    }
    keyBuckets.remove(side, key, bucket);
  }

  @Override
  public void removeBefore(AcceptedRecord row, boolean andItself) {
    for (long bucket : keyBuckets.of(row.side(), row.key())) {
      if (TimeBuckets.firstOf(bucket) <= row.timestamp()) {
        removeBefore(row, andItself, bucket);
      }
    }
  }

  private void removeBefore(AcceptedRecord row, boolean andItself, long bucket) {
    boolean empty = true;
    try (KeyValueIterator<Bytes, byte[]> found = all(row.side(), bucket, row.key())) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        int order =
            StoreKeys.read(row.side(), row.key(), entry.key, entry.value).compareInTime(row);
        if (order < 0 || (order == 0 && andItself)) {
          remove(entry.key);
        } else {
          empty = false;
        }
      }
    }
    if (empty) {
      keyBuckets.remove(row.side(), row.key(), bucket);
    }
  }

  private KeyValueIterator<Bytes, byte[]> all(Side side, long bucket, byte[] key) {
    return records.range(
        StoreKeys.first(side, bucket, key, 0), StoreKeys.last(side, bucket, key, Long.MAX_VALUE));
  }

  private void remove(Bytes at) {
    // Not delete(), which would read the value first.
    records.put(at, null);
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
    Side side = StoreKeys.waitingSide(entry);
    AcceptedRecord record = StoreKeys.read(side, StoreKeys.waitingKey(entry), at, records.get(at));
    join.settle(record, this, results);
    if (!join.isKeptWhenSettled()) {
      remove(at);
    }
  }

  @Override
  public void expire(long watermark) {
    removeDue(watermark);
  }

  /** As {@link #expire}; whether that was all of it. */
  boolean removeDue(long watermark) {
    return expired.removeDue(
        watermark, (side, bucket, key) -> join.expire(side, key, bucket, watermark, this));
  }
}
