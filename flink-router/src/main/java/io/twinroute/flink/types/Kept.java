package io.twinroute.flink.types;

import io.twinroute.semantics.record.AcceptedRecord;

/**
 * A record in the logic's state.
 *
 * @param waiting whether its own result is not fixed yet
 */
public record Kept(AcceptedRecord record, boolean waiting) {

  /** The same, waiting no longer. */
  public Kept settled() {
    return new Kept(record, false);
  }
}
