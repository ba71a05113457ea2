package io.twinroute.semantics.state;

/**
 * The kinds of state that a logic may keep, by how it is found again. A logic uses those that it
 * needs.
 */
public interface LogicState {

  /** Records that are found by time. */
  RecordState records();

  /** Versions that are found by the time at which they were valid. */
  RowState rows();
}
