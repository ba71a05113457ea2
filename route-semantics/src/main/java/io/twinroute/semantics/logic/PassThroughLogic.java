package io.twinroute.semantics.logic;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.time.TimeBuckets;
import java.time.Duration;

/** The logic of a {@link PassThrough}: it looks at no state, and nothing of it ever waits. */
final class PassThroughLogic implements RouteLogic {

  private final ResultFormat format;

  PassThroughLogic(ResultFormat format) {
    this.format = format;
  }

  @Override
  public void process(AcceptedRecord record, LogicState state, Collector results) {
    results.collectIfWritten(format.own(record));
  }

  @Override
  public void settle(AcceptedRecord waiting, LogicState state, Collector results) {
    throw new IllegalStateException("no record waits");
  }

  @Override
  public boolean isKeptWhenSettled() {
    return false;
  }

  @Override
  public int inputs() {
    return 1;
  }

  @Override
  public TimeBuckets buckets() {
    return TimeBuckets.over(Duration.ZERO);
  }

  @Override
  public boolean mayWait(int input) {
    return false;
  }

  @Override
  public boolean keepsRecentRecords() {
    return false;
  }

  @Override
  public long settlesAt(int input, long timestamp) {
    return NEVER;
  }

  @Override
  public long expiresAt(int input, long bucket) {
    return NEVER;
  }

  @Override
  public void expire(int input, byte[] key, long bucket, long watermark, LogicState state) {
    throw new IllegalStateException("no record is kept");
  }
}
