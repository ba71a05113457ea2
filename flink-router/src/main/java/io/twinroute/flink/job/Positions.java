package io.twinroute.flink.job;

import java.util.Arrays;
import org.apache.flink.api.common.accumulators.Accumulator;

/** The largest offset judged of each partition, over all subtasks; -1 for none. */
public final class Positions implements Accumulator<Long, long[]> {
  private static final long serialVersionUID = 1L;

  private final long[] offsets;

  Positions(int partitions) {
    offsets = new long[partitions];
    Arrays.fill(offsets, -1);
  }

  private Positions(long[] offsets) {
    this.offsets = offsets;
  }

  void reached(int partition, long offset) {
    offsets[partition] = Math.max(offsets[partition], offset);
  }

  /** Not used: an offset means nothing without its partition. */
  @Override
  public void add(Long value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long[] getLocalValue() {
    return offsets.clone();
  }

  @Override
  public void resetLocal() {
    Arrays.fill(offsets, -1);
  }

  @Override
  public void merge(Accumulator<Long, long[]> other) {
    long[] theirs = other.getLocalValue();
    for (int p = 0; p < theirs.length; p++) {
      reached(p, theirs[p]);
    }
  }

  @Override
  public Accumulator<Long, long[]> clone() {
    return new Positions(offsets.clone());
  }
}
