package io.twinroute.semantics.time;

import io.twinroute.semantics.record.PartitionFrontier;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The frontier {@code F} of every source partition that can feed the logic, and their minimum
 * {@code W}: no record at or before {@code W} will be accepted any more. {@code W} decides when
 * something happens, never what.
 *
 * <p>Of a run that has an end it also reports when every partition has reached it.
 */
public final class Frontiers {

  /** The frontier of a partition of which nothing is known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private final long[][] frontiers;
  private final long[][] lastOffsets;
  private final long[][] ends;

  /**
   * The frontiers of a run that has an end.
   *
   * @param ends of each input, and of each of its partitions, the last offset that this run judges;
   *     -1 for a partition that holds none
   */
  public Frontiers(List<List<Long>> ends) {
    this.ends = new long[ends.size()][];
    this.frontiers = new long[ends.size()][];
    this.lastOffsets = new long[ends.size()][];
    for (int input = 0; input < ends.size(); input++) {
      List<Long> ofInput = ends.get(input);
      this.ends[input] = ofInput.stream().mapToLong(Long::longValue).toArray();
      frontiers[input] = new long[ofInput.size()];
      lastOffsets[input] = new long[ofInput.size()];
      Arrays.fill(frontiers[input], UNKNOWN);
      Arrays.fill(lastOffsets[input], -1);
    }
  }

  /**
   * The frontiers of a run without an end.
   *
   * @param partitions how many partitions of each input feed the logic
   */
  public static Frontiers endless(List<Integer> partitions) {
    return new Frontiers(
        partitions.stream().map(count -> Collections.nCopies(count, Long.MAX_VALUE)).toList());
  }

  /** Moves a partition forward; what is older than known is ignored. */
  public void advance(PartitionFrontier reached) {
    advance(reached, reached.partition());
  }

  /**
   * The same where only some partitions of an input feed the logic.
   *
   * @param index the partition's place among those
   */
  public void advance(PartitionFrontier reached, int index) {
    int input = reached.input();
    frontiers[input][index] = Math.max(frontiers[input][index], reached.frontier());
    lastOffsets[input][index] = Math.max(lastOffsets[input][index], reached.lastOffset());
  }

  /** {@code W}; {@link #UNKNOWN} while any partition's frontier is. */
  public long watermark() {
    long min = Long.MAX_VALUE;
    for (long[] ofInput : frontiers) {
      for (long frontier : ofInput) {
        min = Math.min(min, frontier);
      }
    }
    return min;
  }

  /** Whether every partition has been judged up to its end. */
  public boolean haveReachedTheEnds() {
    for (int input = 0; input < ends.length; input++) {
      for (int index = 0; index < ends[input].length; index++) {
        if (lastOffsets[input][index] < ends[input][index]) {
          return false;
        }
      }
    }
    return true;
  }
}
