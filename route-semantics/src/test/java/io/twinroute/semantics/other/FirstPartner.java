package io.twinroute.semantics.other;

import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.time.TimeBuckets;
import io.twinroute.semantics.time.Timestamps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The logic of a {@link FirstPartnerRule}. */
final class FirstPartner implements RouteLogic {

  private static final int ASKING = 0;
  private static final int ANSWERING = 1;

  private final long within;
  private final ResultFormat format;

  FirstPartner(long within, ResultFormat format) {
    this.within = within;
    this.format = format;
  }

  @Override
  public void process(AcceptedRecord record, LogicState state, Collector results) {
    state.records().put(record, record.input() == ASKING);
  }

  @Override
  public void settle(AcceptedRecord waiting, LogicState state, Collector results) {
    List<AcceptedRecord> partners = new ArrayList<>();
    state
        .records()
        .match(
            ANSWERING,
            waiting.key(),
            waiting.timestamp(),
            Timestamps.plus(waiting.timestamp(), within),
            partners::add);
    results.collectIfWritten(
        partners.stream()
            .min(AcceptedRecord::compareInTime)
            .map(first -> format.pair(waiting, first))
            .orElseGet(() -> format.alone(waiting)));
  }

  @Override
  public boolean isKeptWhenSettled() {
    return false;
  }

  @Override
  public int inputs() {
    return 2;
  }

  @Override
  public TimeBuckets buckets() {
    return TimeBuckets.over(Duration.ofMillis(within));
  }

  @Override
  public boolean mayWait(int input) {
    return input == ASKING;
  }

  /** What waits looks for its partner when it is settled. */
  @Override
  public boolean keepsRecentRecords() {
    return false;
  }

  @Override
  public long settlesAt(int input, long timestamp) {
    return Timestamps.plus(timestamp, within);
  }

  @Override
  public long expiresAt(int input, long bucket) {
    return input == ASKING
        ? NEVER
        : Timestamps.plus(settlesAt(input, TimeBuckets.lastOf(bucket)), 1);
  }

  @Override
  public void expire(int input, byte[] key, long bucket, long watermark, LogicState state) {
    state.records().removeBucket(input, key, bucket);
  }
}
