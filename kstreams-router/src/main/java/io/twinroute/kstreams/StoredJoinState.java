package io.twinroute.kstreams;

import io.twinroute.semantics.JoinState;
import io.twinroute.semantics.JoinWindow;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.TimeBuckets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The join's records in a key-value store, found by key and time, and the index of their end. */
final class StoredJoinState implements JoinState {

  private final KeyValueStore<Bytes, byte[]> records;
  private final TimeIndex index;
  private final TimeBuckets buckets;

  StoredJoinState(
      JoinWindow window, KeyValueStore<Bytes, byte[]> records, KeyValueStore<Bytes, byte[]> index) {
    this.records = records;
    this.buckets = new TimeBuckets(window);
    this.index = new TimeIndex(buckets, index);
  }

  @Override
  public void forEach(Side side, byte[] key, long from, long to, Visitor visitor) {
    if (to < 0) {
      return;
    }
    try (KeyValueIterator<Bytes, byte[]> found =
        records.range(JoinKeys.first(key, side, Math.max(0, from)), JoinKeys.last(key, side, to))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        visitor.candidate(JoinKeys.read(key, side, entry.key, entry.value));
      }
    }
  }

  @Override
  public void put(JoinableRecord record) {
    records.put(JoinKeys.record(record), JoinKeys.value(record));
    index.add(record.side(), buckets.bucketOf(record.timestamp()), record.key());
  }

  /** Removes some of what nothing can meet any more; bounded, so that a task is never stuck. */
  void expire(long watermark) {
    index.removeDue(watermark, this::remove);
  }

  private void remove(Side side, long bucket, byte[] key) {
    try (KeyValueIterator<Bytes, byte[]> due =
        records.range(
            JoinKeys.first(key, side, TimeBuckets.firstOf(bucket)),
            JoinKeys.last(key, side, TimeBuckets.lastOf(bucket)))) {
      while (due.hasNext()) {
        // Not delete(), which would read the value first.
        records.put(due.next().key, null);
      }
    }
  }
}
