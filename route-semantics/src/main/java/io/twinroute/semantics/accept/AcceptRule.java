package io.twinroute.semantics.accept;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ValueFormat;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.RefusedRow;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import io.twinroute.semantics.where.RecordCondition;
import io.twinroute.semantics.where.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each record of a source partition whether it takes part in the route. The decision
 * depends on that partition's own earlier records alone, and on its silence where that is allowed:
 * never on arrival, engine, restart or another partition.
 *
 * <p>Every record of the log counts for {@code M}, accepted or not, if it has a time. Of several
 * reasons against a record the first one counts: whether it is too large is judged before anything
 * else, and what is in its value after everything else, unless its time is there.
 *
 * <p>Not thread-safe: it keeps where a value's fields are, and the time of the last record.
 */
public final class AcceptRule {
  /** The lateness of an input of which no record is ever late. */
  public static final Duration NEVER_LATE = Duration.ofMillis(Long.MAX_VALUE);

  private static final long NO_TIME = -1;

  private final long lateness;
  private final KeySelector.Part keyPart;
  private final @Nullable JsonPointer keyField;
  private final ValueFormat format;
  private final boolean takesTombstones;
  private final SizeLimit limit;
  private final @Nullable EventTime time;
  private final @Nullable RecordCondition condition;
  private final boolean endsRows;

  private final KeySelector keys;
  private final FieldScan scan;
  private final int timeIndex;
  private final int conditionIndex;
  private final int[] places;

  private long counted = NO_TIME;

  private AcceptRule(
      Duration lateness,
      KeySelector.Part keyPart,
      @Nullable JsonPointer keyField,
      ValueFormat format,
      boolean takesTombstones,
      SizeLimit limit,
      @Nullable EventTime time,
      @Nullable RecordCondition condition,
      boolean endsRows) {
    this.lateness = lateness.toMillis();
    this.keyPart = keyPart;
    this.keyField = keyField;
    this.format = format;
    this.takesTombstones = takesTombstones;
    this.limit = limit;
    this.time = time;
    this.condition = condition;
    this.endsRows = endsRows;
    List<JsonPointer> fields = new ArrayList<>();
    this.keys = KeySelector.of(keyPart, keyField, format);
    if (keyField != null && keyPart == KeySelector.Part.VALUE) {
      fields.add(keyField);
    }
    this.timeIndex = fields.size();
    if (time != null) {
      fields.add(time.field());
    }
    this.conditionIndex = fields.size();
    if (condition != null) {
      fields.addAll(condition.fields());
    }
    this.scan = format.scan(fields);
    this.places = new int[2 * fields.size()];
  }

  private AcceptRule(
      Duration lateness,
      KeySelector.Part keyPart,
      @Nullable JsonPointer keyField,
      ValueFormat format,
      boolean takesTombstones,
      SizeLimit limit) {
    this(lateness, keyPart, keyField, format, takesTombstones, limit, null, null, false);
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
    return new AcceptRule(
        lateness, KeySelector.Part.RECORD_KEY, null, format, takesTombstones, limit);
  }

  /**
   * The rule for an input that a logic meets under a field of the record's own key; a tombstone has
   * one.
   *
   * @param lateness how far behind the partition's largest timestamp a record may be
   * @param format that of values, and of keys
   * @param takesTombstones whether a record without a value means something to the logic
   * @param limit how large a record may be
   */
  public static AcceptRule byRecordKeyField(
      Duration lateness,
      ValueFormat format,
      JsonPointer key,
      boolean takesTombstones,
      SizeLimit limit) {
    return new AcceptRule(
        lateness, KeySelector.Part.RECORD_KEY, key, format, takesTombstones, limit);
  }

  /**
   * The rule for an input that a logic meets under a field of the value; a tombstone has none.
   *
   * @param lateness how far behind the partition's largest timestamp a record may be
   * @param limit how large a record may be
   */
  public static AcceptRule byField(
      Duration lateness, ValueFormat format, JsonPointer key, SizeLimit limit) {
    return new AcceptRule(lateness, KeySelector.Part.VALUE, key, format, false, limit);
  }

  /** The same rule, where the value holds the time. */
  public AcceptRule withTime(EventTime of) {
    return with(of, condition, endsRows);
  }

  /**
   * The same rule, but what the condition refuses takes no part.
   *
   * @param rows whether the input's records are the versions of rows, so that a row ends with a
   *     record that is refused
   */
  public AcceptRule where(RecordCondition holds, boolean rows) {
    return with(time, holds, rows);
  }

  private AcceptRule with(@Nullable EventTime of, @Nullable RecordCondition holds, boolean rows) {
    return new AcceptRule(
        Duration.ofMillis(lateness),
        keyPart,
        keyField,
        format,
        takesTombstones,
        limit,
        of,
        holds,
        rows);
  }

  /**
   * The rule for an input whose records pass through: they need no key, and a tombstone is one of
   * them.
   *
   * @param lateness as above, or {@link #NEVER_LATE}
   * @param limit how large a record may be
   */
  public static AcceptRule passThrough(Duration lateness, ValueFormat format, SizeLimit limit) {
    return new AcceptRule(lateness, KeySelector.Part.NONE_NEEDED, null, format, true, limit);
  }

  /** How large a record may be. */
  SizeLimit limit() {
    return limit;
  }

  /**
   * The verdict on {@code record}, the next of its partition.
   *
   * @param progress the partition's progress before the record; {@link #after} gives the one to
   *     keep, unless the verdict is {@link Rejection#REPLAYED}
   */
  public Judgement judge(PartitionProgress progress, SourceRecord record) {
    counted = NO_TIME;
    if (record.offset() <= progress.lastOffset()) {
      return Rejection.REPLAYED;
    }
    if (time != null) {
      return limit.admits(record) ? judgeByField(progress, record, time) : Rejection.TOO_LARGE;
    }
    counted = record.timestamp();
    if (!limit.admits(record)) {
      return Rejection.TOO_LARGE;
    }
    return counted < 0
        ? Rejection.NO_TIMESTAMP
        : judgeAt(progress, record, record.timestamp(), false);
  }

  /** The progress after the record that was judged last. */
  public PartitionProgress after(PartitionProgress before, SourceRecord record) {
    return before.after(record.offset(), counted);
  }

  private Judgement judgeByField(PartitionProgress progress, SourceRecord record, EventTime of) {
    byte[] value = record.value();
    long own = record.timestamp();
    if (value == null) {
      long at = Math.max(progress.maxTimestamp(), own);
      return !takesTombstones
          ? Rejection.NO_VALUE
          : at < 0 ? Rejection.NO_TIMESTAMP : judgeAt(progress, record, at, false);
    }
    if (!scan.scan(value, places)) {
      return format.invalid();
    }
    int field = places[2 * timeIndex];
    long at = field == FieldScan.ABSENT ? NO_TIME : format.time(value, field, of.unit());
    Duration maxAhead = of.maxAhead();
    if (at < 0 || (maxAhead != null && own < 0)) {
      return Rejection.NO_TIMESTAMP;
    }
    if (maxAhead != null && at - maxAhead.toMillis() > own) {
      return Rejection.AHEAD_OF_TIME;
    }
    counted = at;
    return judgeAt(progress, record, at, true);
  }

  /**
   * @param scanned whether the value is valid, and its fields are found
   */
  private Judgement judgeAt(
      PartitionProgress progress, SourceRecord record, long at, boolean scanned) {
    if (at < progress.maxTimestamp() - lateness) {
      return Rejection.LATE;
    }
    if (at <= progress.silentUpTo()) {
      return Rejection.AFTER_SILENCE;
    }
    boolean keyless = keys.isAbsentFrom(record);
    byte[] value = record.value();
    if (keyless && (value == null || condition == null)) {
      return Rejection.NO_KEY;
    }
    if (value == null) {
      return takesTombstones ? accepted(record, at, null) : Rejection.NO_VALUE;
    }
    if (!scanned && !scan.scan(value, places)) {
      return keyless ? Rejection.NO_KEY : format.invalid();
    }
    Verdict verdict =
        condition == null
            ? Verdict.HOLDS
            : condition.test(record, value, at, places, conditionIndex);
    if (verdict == Verdict.REFUSES) {
      return refused(record, at);
    }
    if (keyless) {
      return Rejection.NO_KEY;
    }
    return verdict == Verdict.FAILS ? Rejection.WHERE_FAILED : accepted(record, at, value);
  }

  private Judgement refused(SourceRecord record, long at) {
    return endsRows && accepted(record, at, null) instanceof AcceptedRecord end
        ? new RefusedRow(end)
        : Rejection.FILTERED;
  }

  private Judgement accepted(SourceRecord record, long at, byte @Nullable [] value) {
    byte[] key = keys.keyOf(record, places);
    return key == null && keys.isRequired()
        ? Rejection.NO_KEY_FIELD
        : new AcceptedRecord(
            record.input(), record.partition(), record.offset(), at, key, value, record.headers());
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
