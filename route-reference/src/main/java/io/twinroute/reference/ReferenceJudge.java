package io.twinroute.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.reference.ReferenceSide.Time;
import io.twinroute.reference.json.ReferenceJson;
import io.twinroute.reference.json.ReferenceKey;
import io.twinroute.reference.json.ReferenceTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the records of one side: which may join, which are late, which cannot be joined. */
final class ReferenceJudge {

  private final ReferenceSide side;
  private final boolean rows;
  private final boolean tombstonesEndRows;
  private final @Nullable ReferenceCondition condition;
  private final ReferenceSize size;

  final List<Accepted> accepted = new ArrayList<>();
  final List<ExpectedRejection> late = new ArrayList<>();
  final List<ExpectedRejection> deadLetters = new ArrayList<>();

  /**
   * Over whole logs.
   *
   * @param rows whether this is the side of a lookup that holds the rows
   * @param size which records are too large
   * @param logs the partitions of the side's topics, topic by topic in the route's order
   */
  ReferenceJudge(ReferenceSide side, boolean rows, ReferenceSize size, List<SourceLog> logs) {
    this.side = side;
    this.rows = rows;
    this.condition = side.where() == null ? null : ReferenceCondition.ofRecords(side.where());
    this.tombstonesEndRows = rows && side.key() == null;
    this.size = size;
    List<String> topics =
        logs.stream().map(log -> log.cluster() + "/" + log.topic()).distinct().toList();
    logs.forEach(log -> judge(log, topics.indexOf(log.cluster() + "/" + log.topic())));
  }

  /**
   * When a record is.
   *
   * @param counts what counts for the largest time; -1: nothing
   * @param reason why it has no time; null: it has one
   */
  record Moment(long time, long counts, @Nullable String reason) {

    private static Moment none(String reason) {
      return new Moment(-1, -1, reason);
    }
  }

  private void judge(SourceLog log, int topic) {
    long largest = -1;
    for (LogRecord record : log.records()) {
      if (size.isTooLarge(record)) {
        deadLetters.add(
            rejection(
                log,
                size.without(record),
                "too-large",
                "NotJoinable",
                ReferenceSize.of(record.size())));
        largest = side.time() == null ? Math.max(largest, record.timestamp()) : largest;
        continue;
      }
      Moment moment = moment(side, tombstonesEndRows, record, largest);
      if (moment.reason() != null) {
        deadLetters.add(rejection(log, record, moment.reason(), "NotJoinable"));
      } else if (largest >= 0 && moment.time() < largest - side.lateness()) {
        late.add(rejection(log, record, "late", "LateRecord"));
      } else {
        judgeTimely(log, topic, record, moment.time());
      }
      largest = Math.max(largest, moment.counts());
    }
  }

  /**
   * When a record is.
   *
   * @param tombstones whether a record without a value takes part
   * @param largest the largest time before it; -1: there is none
   */
  static Moment moment(ReferenceSide side, boolean tombstones, LogRecord record, long largest) {
    Time field = side.time();
    long own = record.timestamp();
    if (field == null) {
      return own < 0 ? Moment.none("no-timestamp") : new Moment(own, own, null);
    }
    byte[] value = record.value();
    if (value == null) {
      long time = Math.max(largest, own);
      return !tombstones
          ? Moment.none("no-value")
          : time < 0 ? Moment.none("no-timestamp") : new Moment(time, -1, null);
    }
    if (!ReferenceJson.isValid(value)) {
      return Moment.none("not-json");
    }
    Long time = ReferenceTime.at(field.field(), field.unit(), value);
    Long maxAhead = field.maxAhead();
    if (time == null || (maxAhead != null && own < 0)) {
      return Moment.none("no-timestamp");
    }
    return maxAhead != null && time > own + maxAhead
        ? Moment.none("ahead-of-time")
        : new Moment(time, time, null);
  }

  private void judgeTimely(SourceLog log, int topic, LogRecord record, long time) {
    byte[] value = record.value();
    Boolean holds =
        condition != null && ReferenceJson.isValid(value)
            ? condition.of(log, record, time, present(value))
            : Boolean.TRUE;
    if (Boolean.FALSE.equals(holds)) {
      byte[] key = joinKey(record);
      if (rows && key != null) {
        accepted.add(new Accepted(log, topic, record, time, key, null));
      }
      return;
    }
    String reason = reasonAgainst(record, holds == null);
    if (reason == null) {
      accepted.add(new Accepted(log, topic, record, time, present(joinKey(record)), value));
    } else {
      deadLetters.add(rejection(log, record, reason, "NotJoinable"));
    }
  }

  /** The first reason why a record that is not late cannot be joined; null if it can be. */
  private @Nullable String reasonAgainst(LogRecord record, boolean conditionFails) {
    if (record.key() == null && side.key() == null) {
      return "no-key";
    }
    if (record.value() == null && !tombstonesEndRows) {
      return "no-value";
    }
    if (record.value() != null && !ReferenceJson.isValid(record.value())) {
      return "not-json";
    }
    if (conditionFails) {
      return "where-failed";
    }
    return joinKey(record) == null ? "no-key-field" : null;
  }

  private byte @Nullable [] joinKey(LogRecord record) {
    if (side.recordKey() != null) {
      byte[] key = record.key();
      return key != null && ReferenceJson.isValid(key)
          ? ReferenceKey.at(side.recordKey(), key)
          : null;
    }
    String pointer = side.key();
    return pointer == null ? record.key() : ReferenceKey.at(pointer, present(record.value()));
  }

  static ExpectedRejection rejection(
      SourceLog log, LogRecord record, String reason, String errorClass, LogHeader... behind) {
    List<LogHeader> headers = new ArrayList<>(record.headers());
    headers.add(new LogHeader("twinroute-coordinates", log.coordinates(record).getBytes(UTF_8)));
    headers.add(new LogHeader("twinroute-reason", reason.getBytes(UTF_8)));
    headers.add(new LogHeader("twinroute-error-class", errorClass.getBytes(UTF_8)));
    headers.addAll(List.of(behind));
    return new ExpectedRejection(
        log.partition(), record.key(), record.value(), Math.max(0, record.timestamp()), headers);
  }

  private static byte[] present(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalStateException("judged without being there");
    }
    return bytes;
  }
}
