package io.twinroute.flink.state;

import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** What time, or the end of a run, does to the buckets of the current key. */
public final class DueBuckets {

  private final JoinRule rule;
  private final RouteLogic join;
  private final StoredRecords state;
  private final BucketTimers timers;
  private final RouteLogic.Collector results;

  public DueBuckets(
      JoinRule rule,
      RouteLogic join,
      StoredRecords state,
      BucketTimers timers,
      RouteLogic.Collector results) {
    this.rule = rule;
    this.join = join;
    this.state = state;
    this.timers = timers;
    this.results = results;
  }

  /** Whether a record of this side may wait under the route's rule. */
  public boolean mayWait(Side side) {
    return rule instanceof JoinRule.Lookup ? side == Side.LEFT : rule.keepsUnmatched(side);
  }

  /**
   * Does what there is to do for a bucket when one of its timers fires: first what waits, then what
   * has become useless. A timer may come from a run with another window; what it came too early for
   * gets another one.
   *
   * @param time the timer's. Timers fire in the order of their times, also when {@code W} leaps: up
   *     to here everything that waited is settled, beyond it something may need what else is kept
   * @param watermark {@code W}
   */
  public void due(Side side, RecordKey key, long bucket, long time, long watermark)
      throws Exception {
    if (mayWait(side)) {
      settle(side, bucket, watermark);
    }
    if (join.expiresAt(side, bucket) <= time) {
      join.expire(side, key.bytes(), bucket, time, state);
    } else {
      state.setExpiry(side, bucket);
    }
  }

  private void settle(Side side, long bucket, long watermark) throws Exception {
    MapState<Long, List<Kept>> ofSide = state.records(side);
    List<Kept> kept = ofSide.get(bucket);
    if (kept == null) {
      return;
    }
    if (settle(side, kept, watermark)) {
      if (kept.isEmpty()) {
        ofSide.remove(bucket);
      } else {
        ofSide.put(bucket, kept);
      }
    }
    long next = nextSettlement(side, kept);
    if (next != RouteLogic.NEVER) {
      timers.set(side, bucket, next);
    }
  }

  private long nextSettlement(Side side, List<Kept> kept) {
    long next = RouteLogic.NEVER;
    for (Kept one : kept) {
      if (one.waiting()) {
        next = Math.min(next, join.settlesAt(side, one.record().timestamp()));
      }
    }
    return next;
  }

  /** Settles all that waits, as at the end of a run. */
  public void settleAll(Side side) throws Exception {
    MapState<Long, List<Kept>> ofSide = state.records(side);
    Iterator<Map.Entry<Long, List<Kept>>> buckets = ofSide.iterator();
    while (buckets.hasNext()) {
      Map.Entry<Long, List<Kept>> bucket = buckets.next();
      List<Kept> kept = bucket.getValue();
      if (settle(side, kept, RouteLogic.NEVER)) {
        StoredRecords.putBack(kept, bucket, buckets);
      }
    }
    StoredRecords.forgetIfEmpty(ofSide);
  }

  /** Settles what is due, and tells whether that was anything. */
  private boolean settle(Side side, List<Kept> kept, long watermark) {
    boolean changed = false;
    int staying = 0;
    for (Kept one : kept) {
      boolean due = one.waiting() && join.settlesAt(side, one.record().timestamp()) <= watermark;
      if (due) {
        join.settle(one.record(), state, results);
        changed = true;
      }
      if (!due || join.isKeptWhenSettled()) {
        kept.set(staying++, due ? one.settled() : one);
      }
    }
    kept.subList(staying, kept.size()).clear();
    return changed;
  }
}
