package io.twinroute.semantics.logic;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.RecordState;
import io.twinroute.semantics.time.TimeBuckets;
import io.twinroute.semantics.time.Timestamps;

/**
 * A stream-table join: right records are the versions of rows, a tombstone ends a row, and each
 * left record meets the version that was valid at its own time. Which one that is, is fixed once
 * {@code W} has reached that time; until then the left record waits.
 */
public final class LookupJoin implements RouteLogic {

  private final JoinRule.Lookup rule;
  private final ResultFormat format;
  private final TimeBuckets buckets;

  public LookupJoin(JoinRule.Lookup rule, ResultFormat format) {
    this.rule = rule;
    this.format = format;
    this.buckets = TimeBuckets.over(rule.history());
  }

  @Override
  public void process(AcceptedRecord record, RecordState state, Collector results) {
    state.put(record, record.side() == Side.LEFT);
  }

  @Override
  public long settlesAt(Side side, long timestamp) {
    return timestamp;
  }

  @Override
  public void settle(AcceptedRecord waiting, RecordState state, Collector results) {
    AcceptedRecord row = state.latest(Side.RIGHT, waiting.key(), waiting.timestamp());
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
  public long expiresAt(Side side, long bucket) {
    return side == Side.LEFT
        ? NEVER
        : Timestamps.plus(TimeBuckets.lastOf(bucket), rule.history().toMillis());
  }

  /** The version that is valid at {@code W - history} stays, and with it all newer ones. */
  @Override
  public void expire(Side side, byte[] key, long bucket, long watermark, RecordState state) {
    AcceptedRecord valid =
        state.latest(side, key, Timestamps.minus(watermark, rule.history().toMillis()));
    if (valid != null) {
      state.removeBefore(valid, valid.value() == null);
    }
  }
}
