package io.twinroute.flink.state;

import io.twinroute.flink.types.RecordKey;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.RecentRecords;
import io.twinroute.semantics.state.RecordState;
import io.twinroute.semantics.state.StoredBuckets;
import java.util.function.Supplier;

/**
 * The state of a join over a window: its recent records on the heap, and what has become too much
 * of them in Flink's keyed state. A record is in one of the two.
 */
public final class LayeredJoinState implements RecordState {

  private final RecentRecords<RecordKey> recent;
  private final StoredBuckets buckets;
  private final StoredRecords stored;
  private final Supplier<RecordKey> currentKey;

  /**
   * @param stored of the current key
   * @param currentKey the key of the record that is being joined
   */
  public LayeredJoinState(
      RecentRecords<RecordKey> recent,
      StoredBuckets buckets,
      StoredRecords stored,
      Supplier<RecordKey> currentKey) {
    this.recent = recent;
    this.buckets = buckets;
    this.stored = stored;
    this.currentKey = currentKey;
  }

  @Override
  public void put(AcceptedRecord record, boolean waiting) {
    recent.of(record.side()).put(currentKey.get(), record, waiting);
  }

  @Override
  public void match(Side side, byte[] key, long from, long to, Visitor visitor) {
    recent.of(side).match(currentKey.get(), from, to, visitor);
    if (buckets.mayHold(side, from, to)) {
      stored.match(side, key, from, to, visitor);
    }
  }

  /** Only what is stored is removed by key; the rest goes a bucket at a time. */
  @Override
  public void removeBucket(Side side, byte[] key, long bucket) {
    stored.removeBucket(side, key, bucket);
  }
}
