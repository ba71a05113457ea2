package io.twinroute.kstreams;

import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.RecentRecords;
import io.twinroute.semantics.RouteJoin;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.StoredBuckets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The state of a join over a window. Every record is in the join store, from where a restart reads
 * it. The recent ones are on the heap besides, and found there; what has become too much of them is
 * found by its key's buckets.
 */
final class RecentJoinState implements TaskState {

  private final StoredJoinState stored;
  private final RecentRecords<Bytes> recent;
  private final StoredBuckets buckets;
  private final long memory;
  private boolean loaded;

  /**
   * @param stored as the last run has left it
   * @param memory how many bytes the recent records may take, about
   */
  RecentJoinState(RouteJoin join, StoredJoinState stored, long memory) {
    this.stored = stored;
    this.recent = new RecentRecords<>(join);
    this.buckets = new StoredBuckets(join);
    this.memory = memory;
  }

  /** Where the last run has stopped. Not before the first record: stores take nothing before. */
  private void load() {
    if (!loaded) {
      loaded = true;
      stored.forEach(this::load);
    }
  }

  private void load(JoinableRecord record, long bucket) {
    // A run with another window had other buckets.
    if (bucket != stored.bucketOf(record) || stored.isIndexed(record, bucket)) {
      index(record, bucket);
    } else {
      keep(record);
    }
  }

  @Override
  public void put(JoinableRecord record, boolean waiting) {
    load();
    stored.write(record, waiting);
    long bucket = stored.bucketOf(record);
    // By its key's buckets, all of a bucket is found.
    if (buckets.contains(record.side(), bucket) && stored.isIndexed(record, bucket)) {
      index(record, bucket);
    } else {
      keep(record);
    }
  }

  private void keep(JoinableRecord record) {
    recent.of(record.side()).put(Bytes.wrap(record.key()), record, false);
    if (recent.bytes() > memory) {
      // The oldest are found in the store only, until half of the memory is left.
      recent.moveOldest(
          memory / 2, buckets, (entry, bucket) -> stored.index(entry.record(), bucket));
    }
  }

  private void index(JoinableRecord record, long bucket) {
    buckets.add(record.side(), bucket);
    stored.index(record, bucket);
  }

  @Override
  public void match(Side side, byte[] key, long from, long to, Visitor visitor) {
    load();
    recent
        .of(side)
        .match(
            Bytes.wrap(key),
            from,
            to,
            record -> {
              visitor.record(record);
              stored.waitsNoLonger(record);
            });
    if (buckets.mayHold(side, from, to)) {
      stored.match(side, key, from, to, visitor);
    }
  }

  @Override
  public boolean settle(long watermark, RouteJoin.Collector results) {
    return stored.settle(watermark, results);
  }

  @Override
  public boolean flush(RouteJoin.Collector results) {
    return stored.flush(results);
  }

  @Override
  public void expire(long watermark) {
    load();
    recent.expire(watermark, entry -> stored.remove(entry.record()));
    if (buckets.isDue(watermark) && stored.removeDue(watermark)) {
      buckets.expire(watermark);
    }
  }

  @Override
  public void removeBucket(Side side, byte[] key, long bucket) {
    stored.removeBucket(side, key, bucket);
  }
}
