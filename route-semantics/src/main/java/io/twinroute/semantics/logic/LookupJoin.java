package io.twinroute.semantics.logic;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.time.TimeBuckets;
import io.twinroute.semantics.time.Timestamps;

/**
 * A stream-table join: right records are the versions of rows, a tombstone ends a row, and each
 * left record meets the version that was valid at its own time. Which one that is, is fixed once
 * {@code W} has reached that time; until then the left record waits.
 */
final class LookupJoin implements RouteLogic {

  private final JoinRule.Lookup rule;
  private final ResultFormat format;
  private final TimeBuckets buckets;

  LookupJoin(JoinRule.Lookup rule, ResultFormat format) {
    this.rule = rule;
    this.format = format;
    this.buckets = TimeBuckets.over(rule.history());
  }

  @Override
  public void process(AcceptedRecord record, LogicState state, Collector results) {
    if (record.input() == Sides.LEFT) {
      state.records().put(record, true);
    } else {
      state.rows().put(record);
    }
  }

  @Override
  public int inputs() {
    return 2;
  }

  @Override
  public boolean mayWait(int side) {
    return side == Sides.LEFT;
  }

  /** Rows outlive every window. */
  @Override
  public boolean keepsRecentRecords() {
    return false;
  }

  @Override
  public long settlesAt(int side, long timestamp) {
    return timestamp;
  }

  @Override
  public void settle(AcceptedRecord waiting, LogicState state, Collector results) {
    AcceptedRecord row = state.rows().latest(Sides.RIGHT, waiting.key(), waiting.timestamp());
    if (row != null && row.value() != null) {
      results.collect(format.pair(waiting, row));
    } else if (rule.keepsLeft()) {
      results.collect(format.alone(waiting));
    }
  }

  @Override
  public boolean isKeptWhenSettled() {
    return false;
  }

  @Override
  public TimeBuckets buckets() {
    return buckets;
  }

  @Override
  public long expiresAt(int side, long bucket) {
    return side == Sides.LEFT
        ? NEVER
        : Timestamps.plus(TimeBuckets.lastOf(bucket), rule.history().toMillis());
  }

  /** The version that is valid at {@code W - history} stays, and with it all newer ones. */
  @Override
  public void expire(int side, byte[] key, long bucket, long watermark, LogicState state) {
    AcceptedRecord valid =
        state.rows().latest(side, key, Timestamps.minus(watermark, rule.history().toMillis()));
    if (valid != null) {
      state.rows().removeBefore(valid, valid.value() == null);
    }
  }
}
