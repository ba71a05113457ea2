package io.twinroute.semantics.logic;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.time.TimeBuckets;
import io.twinroute.semantics.time.Timestamps;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream-table join: right records are the versions of rows, a tombstone ends a row, and each
 * left record meets the version that was valid at its own time. Which one that is, is fixed once
 * {@code W} has reached that time; until then the left record waits.
 *
 * <p>With a first version, a left record that no version was valid for waits on as a record of the
 * input {@link #EARLY}, until no earlier first version can come. The tombstone that ends a row is
 * then kept: without it, a later left record would take the row for one that has not begun.
 */
final class LookupJoin implements RouteLogic {

  /** Left records from before the first version of their row. */
  private static final int EARLY = 2;

  private final JoinRule.Lookup rule;
  private final @Nullable Duration within;
  private final ResultFormat format;
  private final Duration kept;
  private final TimeBuckets buckets;

  LookupJoin(JoinRule.Lookup rule, ResultFormat format) {
    this.rule = rule;
    this.within = rule.firstVersionWithin();
    this.format = format;
    this.kept = within == null ? rule.history() : rule.history().plus(within);
    this.buckets = TimeBuckets.over(kept);
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
    return within == null ? 2 : 3;
  }

  @Override
  public boolean mayWait(int side) {
    return side != Sides.RIGHT;
  }

  /** Rows outlive every window. */
  @Override
  public boolean keepsRecentRecords() {
    return false;
  }

  @Override
  public long settlesAt(int side, long timestamp) {
    return side == EARLY && within != null ? upTo(timestamp, within) : timestamp;
  }

  private static long upTo(long timestamp, Duration within) {
    return Timestamps.plus(timestamp, within.toMillis());
  }

  @Override
  public void settle(AcceptedRecord waiting, LogicState state, Collector results) {
    byte[] key = waiting.key();
    long timestamp = waiting.timestamp();
    if (within != null && waiting.input() == EARLY) {
      settle(
          waiting.in(Sides.LEFT),
          state.rows().earliest(Sides.RIGHT, key, timestamp, upTo(timestamp, within)),
          results);
      return;
    }
    AcceptedRecord row = state.rows().latest(Sides.RIGHT, key, timestamp);
    if (row == null && within != null) {
      state.records().put(waiting.in(EARLY), true);
    } else {
      settle(waiting, row, results);
    }
  }

  private void settle(AcceptedRecord left, @Nullable AcceptedRecord row, Collector results) {
    if (row != null && row.value() != null) {
      results.collectIfWritten(format.pair(left, row));
    } else if (rule.keepsLeft()) {
      results.collectIfWritten(format.alone(left));
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
    return side == Sides.RIGHT
        ? Timestamps.plus(TimeBuckets.lastOf(bucket), kept.toMillis())
        : NEVER;
  }

  /** The version that is valid at {@code W} minus what is kept stays, and all newer ones. */
  @Override
  public void expire(int side, byte[] key, long bucket, long watermark, LogicState state) {
    AcceptedRecord valid =
        state.rows().latest(side, key, Timestamps.minus(watermark, kept.toMillis()));
    if (valid != null) {
      state.rows().removeBefore(valid, valid.value() == null && within == null);
    }
  }
}
