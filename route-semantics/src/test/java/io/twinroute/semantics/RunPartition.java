package io.twinroute.semantics;

import io.twinroute.reference.LogRecord;
import io.twinroute.reference.SourceLog;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.SourceRecord;
import java.util.List;

/** One source partition of a run: its log, how far it is, and how often its turn comes. */
final class RunPartition {

  final int input;
  final int number;
  final double weight;
  PartitionProgress progress = PartitionProgress.NONE;

  private final List<LogRecord> log;
  private int next;
  private int end;

  /**
   * @param number as the input numbers it
   */
  RunPartition(int input, int number, SourceLog log, double weight) {
    this.input = input;
    this.number = number;
    this.log = log.records();
    this.weight = weight;
  }

  /**
   * Sets the end of the run.
   *
   * @return the last offset before it; -1 if there is none
   */
  long endAt(int records) {
    end = records;
    return end == 0 ? -1 : log.get(end - 1).offset();
  }

  boolean isAtItsEnd() {
    return next >= end;
  }

  /** How many records have been delivered. */
  int position() {
    return next;
  }

  void seek(int position) {
    next = position;
  }

  SourceRecord poll() {
    return peek(next++);
  }

  SourceRecord peek(int position) {
    LogRecord r = log.get(position);
    List<Headers.Header> headers =
        r.headers().stream().map(h -> new Headers.Header(h.key(), h.value())).toList();
    return new SourceRecord(
        input, number, r.offset(), r.timestamp(), r.key(), r.value(), Headers.of(headers));
  }
}
