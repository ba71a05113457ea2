package io.twinroute.semantics.state;

import io.twinroute.semantics.record.AcceptedRecord;

/**
 * Accepted records that are found again by their key and a range of time. Engines implement it on
 * their own state, laid out for their own strengths.
 *
 * <p>A record may <em>wait</em>: its own result is not fixed yet. The engine hands each waiting
 * record to the logic once {@code W} has reached {@link RecordLifetimes#settlesAt}, or when a run
 * with an end has reached it; after that the record waits no longer.
 */
public interface RecordState {

  /** Receives records; the order does not matter. */
  @FunctionalInterface
  interface Visitor {
    void record(AcceptedRecord record);
  }

  /** Keeps a record until its bucket is removed, or it is settled and of no further use. */
  void put(AcceptedRecord record, boolean waiting);

  /**
   * Hands every kept record of {@code input} with exactly this key and a timestamp in {@code [from,
   * to]} to {@code visitor}, each exactly once. They have met a partner by that: none of them waits
   * any longer.
   */
  void match(int input, byte[] key, long from, long to, Visitor visitor);

  /** Removes every kept record of this input and key in this bucket. */
  void removeBucket(int input, byte[] key, long bucket);
}
