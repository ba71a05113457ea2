package io.twinroute.semantics.state;

/** The state of a logic that keeps none. */
public enum NoState implements LogicState {
  NO_STATE;

  @Override
  public RecordState records() {
    throw new IllegalStateException("the logic keeps no state");
  }

  @Override
  public RowState rows() {
    throw new IllegalStateException("the logic keeps no state");
  }
}
