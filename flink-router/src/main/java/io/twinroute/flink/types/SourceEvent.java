package io.twinroute.flink.types;

import io.twinroute.semantics.record.SourceRecord;

/** What a source reports to the accept stations that are chained to it. */
public sealed interface SourceEvent {

  /** The input that the event is of. */
  int input();

  /** A record of a partition that the source has been given. */
  record Read(SourceRecord record) implements SourceEvent {
    @Override
    public int input() {
      return record.input();
    }
  }

  /**
   * The source has been given a partition, now or by a restore. From here on, until the job is
   * restarted, this subtask alone reads it; its records follow.
   */
  record Assigned(int input, int partition) implements SourceEvent {}

  /**
   * Everything up to this offset of the partition has been read, though no record has that offset.
   */
  record Passed(int input, int partition, long offset) implements SourceEvent {}
}
