package io.twinroute.semantics.time;

import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.PartitionFrontier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The frontier {@code F} of every source partition that can feed a join, and their minimum {@code
 * W}: no record at or before {@code W} will be accepted any more. {@code W} decides when something
 * happens, never what.
 *
 * <p>Of a run that has an end it also tells when every partition has reached it.
 */
public final class Frontiers {

  /** The frontier of a partition of which nothing is known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private final long[][] frontiers = new long[2][];
  private final long[][] lastOffsets = new long[2][];
  private final long[][] ends = new long[2][];

  /**
   * The frontiers of a run that has an end.
   *
   * @param leftEnds of each partition of the left side the last offset that this run judges; -1 for
   *     a partition that holds none
   * @param rightEnds the same of the right side
   */
  public Frontiers(List<Long> leftEnds, List<Long> rightEnds) {
    add(Side.LEFT, leftEnds);
    add(Side.RIGHT, rightEnds);
  }

  /**
   * The frontiers of a run without an end.
   *
   * @param leftPartitions how many partitions of the left side feed the join
   * @param rightPartitions how many partitions of the right side feed the join
   */
  public static Frontiers endless(int leftPartitions, int rightPartitions) {
    return new Frontiers(
        Collections.nCopies(leftPartitions, Long.MAX_VALUE),
        Collections.nCopies(rightPartitions, Long.MAX_VALUE));
  }

  private void add(Side side, List<Long> ofSide) {
    ends[side.ordinal()] = ofSide.stream().mapToLong(Long::longValue).toArray();
    frontiers[side.ordinal()] = new long[ofSide.size()];
    lastOffsets[side.ordinal()] = new long[ofSide.size()];
    Arrays.fill(frontiers[side.ordinal()], UNKNOWN);
    Arrays.fill(lastOffsets[side.ordinal()], -1);
  }

  /** Moves a partition forward; what is older than known is ignored. */
  public void advance(PartitionFrontier reached) {
    advance(reached, reached.partition());
  }

  /**
   * The same where only some partitions of a side feed the join.
   *
   * @param index the partition's place among those
   */
  public void advance(PartitionFrontier reached, int index) {
    int side = reached.side().ordinal();
    frontiers[side][index] = Math.max(frontiers[side][index], reached.frontier());
    lastOffsets[side][index] = Math.max(lastOffsets[side][index], reached.lastOffset());
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

  /** Whether every partition has been judged up to its end. */
  public boolean haveReachedTheEnds() {
    for (int side = 0; side < ends.length; side++) {
      for (int index = 0; index < ends[side].length; index++) {
        if (lastOffsets[side][index] < ends[side][index]) {
          return false;
        }
      }
    }
    return true;
  }
}
