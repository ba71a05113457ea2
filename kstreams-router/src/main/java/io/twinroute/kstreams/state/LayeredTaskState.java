package io.twinroute.kstreams.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.state.LayeredRecordState;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.state.RecentInput;
import io.twinroute.semantics.state.RecentMemory;
import io.twinroute.semantics.state.RecordState;
import io.twinroute.semantics.state.RowState;
import java.util.Collection;
import org.apache.kafka.common.utils.Bytes;

/** Recent records on the heap, with a log for a restart, above the stores. */
public final class LayeredTaskState
    implements TaskState, LogicState, LayeredRecordState.Stored<Bytes> {

  /** Moves a little at a time: a transaction lives for seconds only. */
  private static final int PARTS = 8;

  private final RouteLogic logic;
  private final StoredRecords stored;
  private final RecentLog log;
  private final LayeredRecordState<Bytes> layered;
  private final RecentMemory.Share memory;
  private boolean loaded;

  /**
   * @param stored as the last run left it
   * @param log as the last run left it
   * @param memory what the recent records may take
   */
  public LayeredTaskState(
      RouteLogic logic, StoredRecords stored, RecentLog log, RecentMemory.Share memory) {
    this.logic = logic;
    this.stored = stored;
    this.log = log;
    this.layered = new LayeredRecordState<>(logic, this, log);
    this.memory = memory;
  }

  /** Loads what the last run has left at the first call: stores take nothing before. */
  @Override
  public LogicState state() {
    if (!loaded) {
      loaded = true;
      stored.forEachBucket(layered.buckets()::add);
      log.read(this::restoreAll);
    }
    return this;
  }

  /** Loads a whole bucket before moving any of it, because the log forgets buckets as a whole. */
  private void restoreAll(Collection<RecentChunk.Kept> bucket) {
    bucket.forEach(kept -> layered.restore(kept.record(), kept.waits()));
    limit();
  }

  @Override
  public void limit() {
    long most = memory.bytes();
    layered.limit(most, most - most / PARTS);
  }

  @Override
  public long recentBytes() {
    return layered.recent().bytes();
  }

  @Override
  public RecordState records() {
    return layered;
  }

  @Override
  public RowState rows() {
    return stored;
  }

  @Override
  public Bytes key(byte[] key) {
    return Bytes.wrap(key);
  }

  @Override
  public void move(RecentInput.Entry<Bytes> entry) {
    stored.put(entry.record(), entry.isWaiting());
  }

  @Override
  public RecordState stored() {
    return stored;
  }

  @Override
  public boolean settle(long watermark, RouteLogic.Collector results) {
    LogicState state = state();
    layered.recent().settle(watermark, record -> logic.settle(record, state, results));
    return stored.settle(watermark, results);
  }

  @Override
  public boolean flush(RouteLogic.Collector results) {
    LogicState state = state();
    layered.recent().settle(RouteLogic.NEVER, record -> logic.settle(record, state, results));
    return stored.flush(results);
  }

  @Override
  public void expire(long watermark) {
    layered.recent().expire(watermark);
    if (layered.buckets().isDue(watermark) && stored.removeDue(watermark)) {
      layered.buckets().expire(watermark);
    }
  }
}
