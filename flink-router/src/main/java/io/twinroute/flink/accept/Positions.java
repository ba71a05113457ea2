package io.twinroute.flink.accept;

import java.util.Arrays;
import org.apache.flink.api.common.accumulators.Accumulator;

/** The progress of each partition over all subtasks: the largest offset judged, or the frontier. */
public final class Positions implements Accumulator<Long, long[]> {
  private static final long serialVersionUID = 1L;

  private final long none;
  private final long[] places;

  /**
   * @param none the position of an unknown partition; smaller than any other
   */
  Positions(int partitions, long none) {
    this.none = none;
    this.places = new long[partitions];
    Arrays.fill(places, none);
  }

  private Positions(long none, long[] places) {
    this.none = none;
    this.places = places;
  }

  void reached(int partition, long place) {
    places[partition] = Math.max(places[partition], place);
  }

  long of(int partition) {
    return places[partition];
  }

  /** Not used: a position means nothing without its partition. */
  @Override
  public void add(Long value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long[] getLocalValue() {
    return places.clone();
  }

  @Override
  public void resetLocal() {
    Arrays.fill(places, none);
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
    return new Positions(none, places.clone());
  }
}
