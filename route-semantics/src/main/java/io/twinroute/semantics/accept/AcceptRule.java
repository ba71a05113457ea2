package io.twinroute.semantics.accept;

import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import java.time.Duration;

/**
 * Decides for each record of a source partition whether it takes part in the route. The decision
 * depends on that partition's own earlier records alone, and on its silence where that is allowed:
 * never on arrival, engine, restart or another partition.
 *
 * <p>Every record of the log counts for {@code M}, accepted or not, if it has a timestamp. Of
 * several reasons against a record the first one counts: whether it is too large is judged before
 * anything else, and what is in its value after everything else.
 */
public final class AcceptRule {

  private final long lateness;
  private final KeySelector keys;
  private final ValueFormat format;
  private final boolean takesTombstones;
  private final SizeLimit limit;

  private AcceptRule(
      Duration lateness,
      KeySelector keys,
      ValueFormat format,
      boolean takesTombstones,
      SizeLimit limit) {
    this.lateness = lateness.toMillis();
    this.keys = keys;
    this.format = format;
    this.takesTombstones = takesTombstones;
    this.limit = limit;
  }

  /**
   * The rule for an input whose records have the key that the logic meets them under.
   *
   * @param lateness how far behind the partition's largest timestamp a record may be
   * @param takesTombstones whether a record without a value means something to the logic
   * @param limit how large a record may be
   */
  public static AcceptRule byRecordKey(
      Duration lateness, ValueFormat format, boolean takesTombstones, SizeLimit limit) {
    return new AcceptRule(lateness, new KeySelector.RecordKey(), format, takesTombstones, limit);
  }

  /**
   * The rule for an input that a logic meets under a field of the value; a tombstone has none.
   *
   * @param lateness how far behind the partition's largest timestamp a record may be
   * @param limit how large a record may be
   */
  public static AcceptRule byField(
      Duration lateness, ValueFormat format, JsonPointer key, SizeLimit limit) {
    return new AcceptRule(lateness, new KeySelector.Field(format.field(key)), format, false, limit);
  }

  /** How large a record may be. */
  SizeLimit limit() {
    return limit;
  }

  /**
   * The verdict on {@code record}, the next of its partition.
   *
   * @param progress the partition's progress before the record; {@link
   *     PartitionProgress#after(SourceRecord)} gives the one to keep, unless the verdict is {@link
   *     Rejection#REPLAYED}
   */
  public Judgement judge(PartitionProgress progress, SourceRecord record) {
    if (record.offset() <= progress.lastOffset()) {
      return Rejection.REPLAYED;
    }
    if (!limit.admits(record)) {
      return Rejection.TOO_LARGE;
    }
    long timestamp = record.timestamp();
    if (timestamp < 0) {
      return Rejection.NO_TIMESTAMP;
    }
    if (timestamp < progress.maxTimestamp() - lateness) {
      return Rejection.LATE;
    }
    if (timestamp <= progress.silentUpTo()) {
      return Rejection.AFTER_SILENCE;
    }
    if (keys.isAbsentFrom(record)) {
      return Rejection.NO_KEY;
    }
    byte[] value = record.value();
    if (value == null && !takesTombstones) {
      return Rejection.NO_VALUE;
    }
    if (value != null && !format.isValid(value)) {
      return format.invalid();
    }
    byte[] key = keys.keyOf(record);
    return key == null
        ? Rejection.NO_KEY_FIELD
        : new AcceptedRecord(
            record.input(),
            record.partition(),
            record.offset(),
            timestamp,
            key,
            value,
            record.headers());
  }

  /**
   * The partition's frontier: {@code F = M - lateness - 1}, or the end of its silence where that is
   * later. Every record still to be accepted from it has a larger timestamp. {@link
   * Frontiers#UNKNOWN} before the first record or silence.
   */
  public long frontier(PartitionProgress progress) {
    return Math.max(
        progress.silentUpTo(),
        progress.maxTimestamp() < 0 ? Frontiers.UNKNOWN : progress.maxTimestamp() - lateness - 1);
  }
}
