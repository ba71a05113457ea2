package io.twinroute.kstreams.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.RecentMemory;
import io.twinroute.semantics.state.RecentRecords;
import io.twinroute.semantics.state.StoredBuckets;
import java.util.Collection;
import org.apache.kafka.common.utils.Bytes;

/**
 * The state of a join over a window: its recent records on the heap, with a log for a restart, and
 * what has become too much of them in the stores. A record is in one of the two.
 */
public final class RecentJoinState implements TaskState {

  private final RouteLogic join;
  private final StoredRecords stored;
  private final RecentLog log;
  private final RecentRecords<Bytes> recent;
  private final StoredBuckets buckets;
  private final RecentMemory.Share memory;
  private boolean loaded;

  /**
   * @param stored as the last run has left it
   * @param log as the last run has left it
   * @param memory what the recent records may take
   */
  public RecentJoinState(
      RouteLogic join, StoredRecords stored, RecentLog log, RecentMemory.Share memory) {
    this.join = join;
    this.stored = stored;
    this.log = log;
    this.recent = new RecentRecords<>(join, log);
    this.buckets = new StoredBuckets(join);
    this.memory = memory;
  }

  /** Where the last run has stopped. Not before the first call: stores take nothing before. */
  private void load() {
    if (!loaded) {
      loaded = true;
      stored.forEachBucket(buckets::add);
      log.read(this::keepAll);
    }
  }

  /** All of a bucket before any is moved: the log forgets it as a whole. */
  private void keepAll(Collection<RecentChunk.Kept> bucket) {
    bucket.forEach(kept -> keep(kept.record(), kept.waits()));
    limit();
  }

  @Override
  public void put(AcceptedRecord record, boolean waiting) {
    load();
    log.added(record, waiting);
    keep(record, waiting);
    limit();
  }

  private void keep(AcceptedRecord record, boolean waiting) {
    recent.of(record.side()).put(Bytes.wrap(record.key()), record, waiting);
  }

  /**
   * Moves the oldest to the stores if they have become too many. A little at a time: a transaction
   * lives for seconds only.
   */
  private void limit() {
    long most = memory.bytes();
    if (recent.bytes() > most) {
      recent.moveOldest(
          most - most / 8,
          buckets,
          (entry, bucket) -> stored.put(entry.record(), entry.isWaiting()));
    }
  }

  @Override
  public void match(Side side, byte[] key, long from, long to, Visitor visitor) {
    load();
    recent.of(side).match(Bytes.wrap(key), from, to, visitor);
    if (buckets.mayHold(side, from, to)) {
      stored.match(side, key, from, to, visitor);
    }
  }

  @Override
  public boolean settle(long watermark, RouteLogic.Collector results) {
    load();
    recent.settle(watermark, record -> join.settle(record, this, results));
    return stored.settle(watermark, results);
  }

  @Override
  public boolean flush(RouteLogic.Collector results) {
    load();
    recent.settle(RouteLogic.NEVER, record -> join.settle(record, this, results));
    return stored.flush(results);
  }

  @Override
  public void expire(long watermark) {
    recent.expire(watermark);
    if (buckets.isDue(watermark) && stored.removeDue(watermark)) {
      buckets.expire(watermark);
    }
  }

  /** Only what is stored is removed by key; the rest goes a bucket at a time. */
  @Override
  public void removeBucket(Side side, byte[] key, long bucket) {
    stored.removeBucket(side, key, bucket);
  }
}
