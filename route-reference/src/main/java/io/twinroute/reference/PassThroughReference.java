package io.twinroute.reference;

import io.twinroute.reference.ReferenceJudge.Moment;
import io.twinroute.reference.json.ReferenceJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each record is a result, unless something is wrong with it. */
final class PassThroughReference {

  private final ReferenceSide input;
  private final ReferenceSize size;
  private final ReferenceFormat format;
  private final @Nullable ReferenceCondition condition;

  final List<ExpectedResult> results = new ArrayList<>();
  final List<ExpectedRejection> late = new ArrayList<>();
  final List<ExpectedRejection> deadLetters = new ArrayList<>();

  PassThroughReference(
      ReferenceSide input, ReferenceSize size, ReferenceFormat format, List<SourceLog> logs) {
    this.input = input;
    this.size = size;
    this.format = format;
    this.condition = input.where() == null ? null : ReferenceCondition.ofRecords(input.where());
    logs.forEach(this::pass);
  }

  private void pass(SourceLog log) {
    long newest = -1;
    for (LogRecord record : log.records()) {
      if (size.isTooLarge(record)) {
        LogHeader bytes = ReferenceSize.of(record.size());
        deadLetters.add(reject(log, size.without(record), "too-large", "NotJoinable", bytes));
        newest = input.time() == null ? Math.max(newest, record.timestamp()) : newest;
        continue;
      }
      Moment moment = ReferenceJudge.moment(input, true, record, newest);
      long behind = newest - moment.time();
      if (moment.reason() != null) {
        deadLetters.add(reject(log, record, moment.reason(), "NotJoinable"));
      } else if (newest >= 0 && behind > input.lateness()) {
        late.add(reject(log, record, "late", "LateRecord"));
      } else {
        passTimely(log, record, moment.time());
      }
      newest = Math.max(newest, moment.counts());
    }
  }

  /** The condition is not asked about a tombstone. */
  private void passTimely(SourceLog log, LogRecord record, long time) {
    byte[] value = record.value();
    if (value == null) {
      results.add(format.passed(log, record, time));
    } else if (!ReferenceJson.isValid(value)) {
      deadLetters.add(reject(log, record, "not-json", "NotJoinable"));
    } else {
      Boolean holds = condition == null ? Boolean.TRUE : condition.of(log, record, time, value);
      if (holds == null) {
        deadLetters.add(reject(log, record, "where-failed", "NotJoinable"));
      } else if (holds) {
        results.add(format.passed(log, record, time));
      }
    }
  }

  private static ExpectedRejection reject(
      SourceLog log, LogRecord record, String reason, String errorClass, LogHeader... behind) {
    return ReferenceJudge.rejection(log, record, reason, errorClass, behind);
  }
}
