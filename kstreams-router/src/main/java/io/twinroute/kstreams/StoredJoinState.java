package io.twinroute.kstreams;

import io.twinroute.semantics.JoinRule;
import io.twinroute.semantics.JoinState;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.RouteJoin;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.TimeBuckets;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The join's records in a key-value store, found by key and time; the index of their end; and those
 * that wait.
 */
final class StoredJoinState implements JoinState {

  private final RouteJoin join;
  private final JoinRule rule;
  private final KeyValueStore<Bytes, byte[]> records;
  private final TimeIndex index;
  private final WaitingRecords waiting;

  StoredJoinState(RouteJoin join, JoinRule rule, ProcessorContext<?, ?> context) {
    this.join = join;
    this.rule = rule;
    this.records = context.getStateStore(StreamsNames.JOIN_STORE);
    this.index = new TimeIndex(join, context.getStateStore(StreamsNames.TIME_INDEX_STORE));
    this.waiting = new WaitingRecords(join, context.getStateStore(StreamsNames.WAITING_STORE));
  }

  @Override
  public void put(JoinableRecord record, boolean waits) {
    records.put(JoinKeys.record(record), JoinKeys.value(record));
    index.add(record.side(), record.timestamp(), record.key());
    if (waits) {
      waiting.add(record);
    }
  }

  @Override
  public void match(Side side, byte[] key, long from, long to, Visitor visitor) {
    if (to < 0) {
      return;
    }
    boolean mayWait = rule.keepsUnmatched(side);
    try (KeyValueIterator<Bytes, byte[]> found =
        records.range(JoinKeys.first(key, side, Math.max(0, from)), JoinKeys.last(key, side, to))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        JoinableRecord record = JoinKeys.read(key, side, entry.key, entry.value);
        visitor.record(record);
        if (mayWait) {
          waiting.remove(record);
        }
      }
    }
  }

  @Override
  public @Nullable JoinableRecord latest(Side side, byte[] key, long to) {
    if (to < 0) {
      return null;
    }
    try (KeyValueIterator<Bytes, byte[]> found =
        records.reverseRange(JoinKeys.first(key, side, 0), JoinKeys.last(key, side, to))) {
      if (!found.hasNext()) {
        return null;
      }
      KeyValue<Bytes, byte[]> entry = found.next();
      return JoinKeys.read(key, side, entry.key, entry.value);
    }
  }

  @Override
  public void removeBucket(Side side, byte[] key, long bucket) {
    remove(
        JoinKeys.first(key, side, TimeBuckets.firstOf(bucket)),
        JoinKeys.last(key, side, TimeBuckets.lastOf(bucket)),
        at -> true);
  }

  @Override
  public void removeBefore(JoinableRecord row, boolean andItself) {
    Bytes last = JoinKeys.record(row);
    remove(JoinKeys.first(row.key(), row.side(), 0), last, at -> andItself || !at.equals(last));
  }

  private void remove(Bytes from, Bytes to, Predicate<Bytes> which) {
    try (KeyValueIterator<Bytes, byte[]> found = records.range(from, to)) {
      while (found.hasNext()) {
        Bytes at = found.next().key;
        if (which.test(at)) {
          // Not delete(), which would read the value first.
          records.put(at, null);
        }
      }
    }
  }

  /**
   * Gives the results that are fixed at {@code watermark}; bounded, so that a task is never stuck.
   *
   * @return whether that were all of them
   */
  boolean settle(long watermark, RouteJoin.Collector results) {
    return waiting.removeDue(watermark, entry -> settle(entry, results));
  }

  private void settle(Bytes entry, RouteJoin.Collector results) {
    Bytes at = JoinKeys.waitingRecord(entry);
    Side side = JoinKeys.waitingSide(entry);
    JoinableRecord record = JoinKeys.read(JoinKeys.waitingKey(entry), side, at, records.get(at));
    join.settle(record, this, results);
    if (!join.isKeptWhenSettled()) {
      records.put(at, null);
    }
  }

  /** Removes some of what nothing can meet any more; bounded as well. */
  void expire(long watermark) {
    index.removeDue(
        watermark, (side, bucket, key) -> join.expire(side, key, bucket, watermark, this));
  }
}
