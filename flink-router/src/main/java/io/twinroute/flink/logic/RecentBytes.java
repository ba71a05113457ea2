package io.twinroute.flink.logic;

import org.apache.flink.api.common.accumulators.Accumulator;

/** The size of the recent records on the heap, summed up over all subtasks. */
final class RecentBytes implements Accumulator<Long, Long> {
  private static final long serialVersionUID = 1L;

  // Written by the task, read by the thread that reports.
  private volatile long bytes;

  /** Not used: each subtask says its own size. */
  @Override
  public void add(Long value) {
    throw new UnsupportedOperationException();
  }

  void set(long now) {
    bytes = now;
  }

  @Override
  public Long getLocalValue() {
    return bytes;
  }

  @Override
  public void resetLocal() {
    bytes = 0;
  }

  @Override
  public void merge(Accumulator<Long, Long> other) {
    bytes = bytes + other.getLocalValue();
  }

  @Override
  public Accumulator<Long, Long> clone() {
    RecentBytes copy = new RecentBytes();
    copy.bytes = bytes;
    return copy;
  }
}
