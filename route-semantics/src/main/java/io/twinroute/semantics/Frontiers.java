package io.twinroute.semantics;

import java.util.Arrays;

/**
 * The frontier {@code F} of every source partition that can feed a join, and their minimum {@code
 * W}: no record at or before {@code W} will be accepted any more. {@code W} decides when something
 * happens, never what.
 */
public final class Frontiers {

  /** The frontier of a partition of which nothing is known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private final long[][] frontiers = new long[2][];

  /**
   * @param leftPartitions how many partitions of the left side feed the join
   * @param rightPartitions how many partitions of the right side feed the join
   */
  public Frontiers(int leftPartitions, int rightPartitions) {
    frontiers[Side.LEFT.ordinal()] = new long[leftPartitions];
    frontiers[Side.RIGHT.ordinal()] = new long[rightPartitions];
    Arrays.fill(frontiers[Side.LEFT.ordinal()], UNKNOWN);
    Arrays.fill(frontiers[Side.RIGHT.ordinal()], UNKNOWN);
  }

  /**
   * Moves a partition's frontier forward; an older one is ignored.
   *
   * @param index the partition's place among those that feed the join
   * @return whether it moved
   */
  public boolean advance(Side side, int index, long frontier) {
    long[] ofSide = frontiers[side.ordinal()];
    if (frontier <= ofSide[index]) {
      return false;
    }
    ofSide[index] = frontier;
    return true;
  }

  /** {@code W}; {@link #UNKNOWN} while any partition's frontier is. */
  public long watermark() {
    long min = Long.MAX_VALUE;
    for (long[] ofSide : frontiers) {
      for (long frontier : ofSide) {
        min = Math.min(min, frontier);
      }
    }
    return min;
  }
}
