package io.twinroute.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the records of one side: which may join, which are late, which cannot be joined. */
final class ReferenceJudge {

  private final ReferenceSide side;
  private final boolean tombstonesEndRows;
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
    this.tombstonesEndRows = rows && side.key() == null;
    this.size = size;
    List<String> topics =
        logs.stream().map(log -> log.cluster() + "/" + log.topic()).distinct().toList();
    logs.forEach(log -> judge(log, topics.indexOf(log.cluster() + "/" + log.topic())));
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
      } else if (largest >= 0
          && record.timestamp() >= 0
          && record.timestamp() < largest - side.lateness()) {
        late.add(rejection(log, record, "late", "LateRecord"));
      } else {
        judgeTimely(log, topic, record);
      }
      largest = Math.max(largest, record.timestamp());
    }
  }

  private void judgeTimely(SourceLog log, int topic, LogRecord record) {
    String reason = reasonAgainst(record);
    if (reason == null) {
      accepted.add(new Accepted(log, topic, record, present(joinKey(record))));
    } else {
      deadLetters.add(rejection(log, record, reason, "NotJoinable"));
    }
  }

  /** The first reason why a record that is not late cannot be joined; null if it can be. */
  private @Nullable String reasonAgainst(LogRecord record) {
    if (record.timestamp() < 0) {
      return "no-timestamp";
    }
    if (record.key() == null && side.key() == null) {
      return "no-key";
    }
    if (record.value() == null) {
      return tombstonesEndRows ? null : "no-value";
    }
    if (!ReferenceJson.isValid(record.value())) {
      return "not-json";
    }
    return joinKey(record) == null ? "no-key-field" : null;
  }

  private byte @Nullable [] joinKey(LogRecord record) {
    String pointer = side.key();
    return pointer == null ? record.key() : ReferenceKey.at(pointer, present(record.value()));
  }

  private static ExpectedRejection rejection(
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
