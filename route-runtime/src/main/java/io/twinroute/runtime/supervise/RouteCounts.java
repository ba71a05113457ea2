package io.twinroute.runtime.supervise;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is. Counts are of this run alone; positions go on from run to run.
 *
 * @param read records read from the sources
 * @param results results written; with exactly-once some may wait to be committed
 * @param late records that came too late
 * @param deadLetters records that cannot be joined
 * @param inputs how far each input is; empty while nothing is known
 */
public record RouteCounts(
    long read, long results, long late, long deadLetters, List<InputPositions> inputs) {

  public RouteCounts {
    inputs = List.copyOf(inputs);
  }

  /** Nothing read yet. */
  public static final RouteCounts NONE = new RouteCounts(0, 0, 0, 0, List.of());

  /** How far an input is. */
  public InputPositions input(int index) {
    return index < inputs.size() ? inputs.get(index) : InputPositions.NONE;
  }

  /** The last offset read of a partition; -1 for none. */
  public long position(int input, int partition) {
    return input(input).lastOffset(partition);
  }

  /** Whether every partition of {@code route} has been read up to its pinned end. */
  public boolean hasReachedTheEnds(PinnedRoute route) {
    return route.inputs().stream().allMatch(this::hasReachedTheEnds);
  }

  private boolean hasReachedTheEnds(PinnedInput input) {
    for (int p = 0; p < input.ends().size(); p++) {
      if (position(input.input().index(), p) < input.ends().get(p)) {
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
    for (PinnedInput input : route.inputs()) {
      InputPositions positions = input(input.input().index());
      for (int p = 0; p < input.partitions(); p++) {
        long frontier = positions.frontier(p);
        anyKnown |= frontier != Frontiers.UNKNOWN;
        if (slowest == null || frontier < slowest.watermark()) {
          slowest = new TimeHeld(frontier, input.input().address() + "/" + p);
        }
      }
    }
    return anyKnown ? Optional.ofNullable(slowest) : Optional.empty();
  }
}
