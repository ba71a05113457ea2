package io.twinroute.semantics.logic;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.state.RecordState;
import io.twinroute.semantics.time.TimeBuckets;
import io.twinroute.semantics.time.Timestamps;

/**
 * Inner, left and outer joins over a window: every pair of accepted records with equal keys inside
 * the window gives exactly one result, as soon as both are known. A record of a side that keeps its
 * unmatched ones gives one result alone if nothing can match it any more and nothing did.
 */
final class WindowJoin implements RouteLogic {

  private final JoinRule.Windowed rule;
  private final JoinWindow window;
  private final ResultFormat format;
  private final TimeBuckets buckets;

  WindowJoin(JoinRule.Windowed rule, ResultFormat format) {
    this.rule = rule;
    this.window = rule.window();
    this.format = format;
    this.buckets = TimeBuckets.over(window.before().plus(window.after()));
  }

  @Override
  public void process(AcceptedRecord record, LogicState state, Collector results) {
    int side = record.input();
    long timestamp = record.timestamp();
    Pairs pairs = new Pairs(record, format, results);
    state
        .records()
        .match(
            Sides.opposite(side),
            record.key(),
            window.earliestMatch(side, timestamp),
            window.latestMatch(side, timestamp),
            pairs);
    state.records().put(record, rule.keepsUnmatched(side) && !pairs.found);
  }

  /** Writes the pairs of one record, and knows whether there was any. */
  private static final class Pairs implements RecordState.Visitor {
    private final AcceptedRecord record;
    private final ResultFormat format;
    private final Collector results;
    private boolean found;

    Pairs(AcceptedRecord record, ResultFormat format, Collector results) {
      this.record = record;
      this.format = format;
      this.results = results;
    }

    @Override
    public void record(AcceptedRecord partner) {
      found = true;
      results.collectIfWritten(
          record.input() == Sides.LEFT
              ? format.pair(record, partner)
              : format.pair(partner, record));
    }
  }

  @Override
  public int inputs() {
    return 2;
  }

  @Override
  public boolean mayWait(int side) {
    return rule.keepsUnmatched(side);
  }

  @Override
  public boolean keepsRecentRecords() {
    return true;
  }

  @Override
  public long settlesAt(int side, long timestamp) {
    return window.latestMatch(side, timestamp);
  }

  @Override
  public void settle(AcceptedRecord waiting, LogicState state, Collector results) {
    results.collectIfWritten(format.alone(waiting));
  }

  /** A run that resumes behind the end of an earlier one may bring a partner. */
  @Override
  public boolean isKeptWhenSettled() {
    return true;
  }

  @Override
  public TimeBuckets buckets() {
    return buckets;
  }

  @Override
  public long expiresAt(int side, long bucket) {
    return Timestamps.plus(window.latestMatch(side, TimeBuckets.lastOf(bucket)), 1);
  }

  @Override
  public void expire(int side, byte[] key, long bucket, long watermark, LogicState state) {
    state.records().removeBucket(side, key, bucket);
  }
}
