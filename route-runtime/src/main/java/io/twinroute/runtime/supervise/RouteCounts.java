package io.twinroute.runtime.supervise;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.time.Frontiers;
import java.util.Optional;

/**
 * How far a run is. Counts are of this run alone; positions go on from run to run.
 *
 * @param read records read from the sources
 * @param results results written; with exactly-once some may wait to be committed
 * @param late records that came too late
 * @param deadLetters records that cannot be joined
 * @param left how far the left side is
 * @param right how far the right side is
 */
public record RouteCounts(
    long read,
    long results,
    long late,
    long deadLetters,
    InputPositions left,
    InputPositions right) {

  /** Nothing read yet. */
  public static final RouteCounts NONE =
      new RouteCounts(0, 0, 0, 0, InputPositions.NONE, InputPositions.NONE);

  /** How far a side is. */
  public InputPositions side(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** The last offset read of a partition; -1 for none. */
  public long position(Side side, int partition) {
    return side(side).lastOffset(partition);
  }

  /** Whether every partition of {@code route} has been read up to its pinned end. */
  public boolean hasReachedTheEnds(PinnedRoute route) {
    return route.sides().stream().allMatch(this::hasReachedTheEnds);
  }

  private boolean hasReachedTheEnds(PinnedInput side) {
    for (int p = 0; p < side.ends().size(); p++) {
      if (position(side.source().side(), p) < side.ends().get(p)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code W} and the partition that holds it back: the one with the smallest frontier. Empty while
   * nothing has been read at all.
   */
  public Optional<TimeHeld> timeHeld(PinnedRoute route) {
    TimeHeld slowest = null;
    boolean anyKnown = false;
    for (PinnedInput side : route.sides()) {
      InputPositions positions = side(side.source().side());
      for (int p = 0; p < side.partitions(); p++) {
        long frontier = positions.frontier(p);
        anyKnown |= frontier != Frontiers.UNKNOWN;
        if (slowest == null || frontier < slowest.watermark()) {
          slowest = new TimeHeld(frontier, side.source().address() + "/" + p);
        }
      }
    }
    return anyKnown ? Optional.ofNullable(slowest) : Optional.empty();
  }
}
