package io.twinroute.runtime.supervise;

import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.PinnedSide;
import io.twinroute.semantics.Side;
import java.util.List;

/**
 * How far a run is. Counts are of this run alone; positions go on from run to run.
 *
 * @param read records read from the sources
 * @param results results written; with exactly-once some may wait to be committed
 * @param late records that came too late
 * @param deadLetters records that cannot be joined
 * @param left the last offset read of each partition of the left side, -1 for none
 * @param right the same of the right side
 */
public record RouteCounts(
    long read, long results, long late, long deadLetters, List<Long> left, List<Long> right) {

  /** Nothing read yet. */
  public static final RouteCounts NONE = new RouteCounts(0, 0, 0, 0, List.of(), List.of());

  /** The last offset read of a partition; -1 for none. */
  public long position(Side side, int partition) {
    List<Long> positions = side == Side.LEFT ? left : right;
    return partition < positions.size() ? positions.get(partition) : -1;
  }

  /** Whether every partition of {@code route} has been read up to its pinned end. */
  public boolean hasReachedTheEnds(PinnedRoute route) {
    return route.sides().stream().allMatch(this::hasReachedTheEnds);
  }

  private boolean hasReachedTheEnds(PinnedSide side) {
    for (int p = 0; p < side.ends().size(); p++) {
      if (position(side.source().side(), p) < side.ends().get(p)) {
        return false;
      }
    }
    return true;
  }
}
