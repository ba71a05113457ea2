package io.twinroute.semantics.accept;

import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.JsonScan;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each record of a source partition whether it takes part in the join. The decision
 * depends on that partition's own earlier records alone, and on its silence where that is allowed:
 * never on arrival, engine, restart or another partition.
 *
 * <p>Every record of the log counts for {@code M}, joinable or not, if it has a timestamp. A record
 * that is late and could not be joined either is late.
 */
public final class AcceptRule {

  private final long lateness;
  private final KeySelector keys;
  private final boolean tombstonesEndRows;

  private AcceptRule(Duration lateness, KeySelector keys, boolean tombstonesEndRows) {
    this.lateness = lateness.toMillis();
    this.keys = keys;
    this.tombstonesEndRows = tombstonesEndRows;
  }

  /**
   * The rule for one side of a route.
   *
   * @param lateness how far behind the partition's largest timestamp a record may be
   * @param key the field to join on; null to join on the record's key
   */
  public static AcceptRule of(
      JoinRule join, Side side, Duration lateness, @Nullable JsonPointer key) {
    boolean rows = join instanceof JoinRule.Lookup && side == Side.RIGHT;
    return new AcceptRule(
        lateness,
        key == null ? KeySelector.recordKey() : KeySelector.field(key),
        rows && key == null);
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
    if (value == null && !tombstonesEndRows) {
      return Rejection.NO_VALUE;
    }
    if (value != null && !JsonScan.isJson(value)) {
      return Rejection.NOT_JSON;
    }
    byte[] key = keys.keyOf(record);
    return key == null
        ? Rejection.NO_KEY_FIELD
        : new AcceptedRecord(
            record.side(),
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
