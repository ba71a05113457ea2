package io.twinroute.flink.state;

import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.semantics.logic.RouteLogic;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** Processes the buckets of the current key as time advances, or at the end of a run. */
public final class DueBuckets {

  private final RouteLogic logic;
  private final StoredRecords state;
  private final BucketTimers timers;
  private final RouteLogic.Collector results;

  public DueBuckets(
      RouteLogic logic, StoredRecords state, BucketTimers timers, RouteLogic.Collector results) {
    this.logic = logic;
    this.state = state;
    this.timers = timers;
    this.results = results;
  }

  /**
   * Processes a bucket when one of its timers fires: first settles what waits, then removes what is
   * useless. A timer may be from a run with another window; if it is too early, another one is set.
   *
   * @param time the timer's. Timers fire in the order of their times, also when {@code W} leaps:
   *     everything that waited up to here is settled; later records may still need what is kept
   * @param watermark {@code W}
   */
  public void due(int input, RecordKey key, long bucket, long time, long watermark)
      throws Exception {
    if (logic.mayWait(input)) {
      settle(input, bucket, watermark);
    }
    if (logic.expiresAt(input, bucket) <= time) {
      logic.expire(input, key.bytes(), bucket, time, state);
    } else {
      state.setExpiry(input, bucket);
    }
  }

  private void settle(int input, long bucket, long watermark) throws Exception {
    MapState<Long, List<Kept>> ofInput = state.records(input);
    List<Kept> kept = ofInput.get(bucket);
    if (kept == null) {
      return;
    }
    if (settle(input, kept, watermark)) {
      if (kept.isEmpty()) {
        ofInput.remove(bucket);
      } else {
        ofInput.put(bucket, kept);
      }
    }
    long next = nextSettlement(input, kept);
    if (next != RouteLogic.NEVER) {
      timers.set(input, bucket, next);
    }
  }

  private long nextSettlement(int input, List<Kept> kept) {
    long next = RouteLogic.NEVER;
    for (Kept one : kept) {
      if (one.waiting()) {
        next = Math.min(next, logic.settlesAt(input, one.record().timestamp()));
      }
    }
    return next;
  }

  /** Settles all that waits, as at the end of a run. */
  public void settleAll(int input) throws Exception {
    MapState<Long, List<Kept>> ofInput = state.records(input);
    Iterator<Map.Entry<Long, List<Kept>>> buckets = ofInput.iterator();
    while (buckets.hasNext()) {
      Map.Entry<Long, List<Kept>> bucket = buckets.next();
      List<Kept> kept = bucket.getValue();
      if (settle(input, kept, RouteLogic.NEVER)) {
        StoredRecords.putBack(kept, bucket, buckets);
      }
    }
    StoredRecords.forgetIfEmpty(ofInput);
  }

  /** Settles what is due, and returns whether anything was. */
  private boolean settle(int input, List<Kept> kept, long watermark) {
    boolean changed = false;
    int staying = 0;
    for (Kept one : kept) {
      boolean due = one.waiting() && logic.settlesAt(input, one.record().timestamp()) <= watermark;
      if (due) {
        logic.settle(one.record(), state, results);
        changed = true;
      }
      if (!due || logic.isKeptWhenSettled()) {
        kept.set(staying++, due ? one.settled() : one);
      }
    }
    kept.subList(staying, kept.size()).clear();
    return changed;
  }
}
