package io.twinroute.semantics.state;

import io.twinroute.semantics.record.AcceptedRecord;

/** A state that keeps records and rows in one place. */
public interface CombinedState extends LogicState, RecordState, RowState {

  @Override
  default RecordState records() {
    return this;
  }

  @Override
  default RowState rows() {
    return this;
  }

  /** A version waits for nothing. */
  @Override
  default void put(AcceptedRecord version) {
    put(version, false);
  }
}
