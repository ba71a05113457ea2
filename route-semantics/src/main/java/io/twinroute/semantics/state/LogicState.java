package io.twinroute.semantics.state;

/** What a logic may keep, by how it is found again. A logic uses what it needs of it. */
public interface LogicState {

  /** Records that are found by time. */
  RecordState records();

  /** Versions that are found by the time at which they were valid. */
  RowState rows();
}
