package io.twinroute.semantics;

import java.time.Duration;

/**
 * Decides for each record of a source partition whether it takes part in the join. The decision
 * depends on that partition's own earlier records alone: never on arrival, clock, engine, restart
 * or another partition.
 *
 * <p>Every record of the log counts for {@code M}, joinable or not, if it has a timestamp. A record
 * that is late and could not be joined either is late.
 */
public final class AcceptRule {

  private final long lateness;

  /**
   * @param lateness how far behind the partition's largest timestamp a record may be
   */
  public AcceptRule(Duration lateness) {
    this.lateness = lateness.toMillis();
  }

  /**
   * The verdict on {@code record}, the next of its partition.
   *
   * @param progress the partition's progress before the record; {@link
   *     PartitionProgress#after(SourceRecord)} gives the one to keep, unless the verdict is {@link
   *     Verdict#REPLAYED}
   */
  public Verdict judge(PartitionProgress progress, SourceRecord record) {
    if (record.offset() <= progress.lastOffset()) {
      return Verdict.REPLAYED;
    }
    if (record.timestamp() < 0) {
      return Verdict.NO_TIMESTAMP;
    }
    if (record.timestamp() < progress.maxTimestamp() - lateness) {
      return Verdict.LATE;
    }
    if (record.key() == null) {
      return Verdict.NO_KEY;
    }
    byte[] value = record.value();
    if (value == null) {
      return Verdict.NO_VALUE;
    }
    return JsonScan.isJson(value) ? Verdict.ACCEPTED : Verdict.NOT_JSON;
  }

  /**
   * The partition's frontier {@code F = M - lateness - 1}: every record still to be accepted from
   * it has a larger timestamp. {@link Frontiers#UNKNOWN} before the first record.
   */
  public long frontier(PartitionProgress progress) {
    return progress.maxTimestamp() < 0 ? Frontiers.UNKNOWN : progress.maxTimestamp() - lateness - 1;
  }
}
