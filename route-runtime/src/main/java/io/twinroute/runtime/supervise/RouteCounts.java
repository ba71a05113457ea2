package io.twinroute.runtime.supervise;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is. Counts are of this run alone; positions continue from run to run.
 *
 * @param results results written; with exactly-once some may wait to be committed
 * @param unwrittenResults results that are dead letters, because they cannot be written
 * @param inputs how far each input is; empty while nothing is known
 */
public record RouteCounts(long results, long unwrittenResults, List<InputCounts> inputs) {

  public RouteCounts {
    inputs = List.copyOf(inputs);
  }

  /** With no result that is too large. */
  public RouteCounts(long results, List<InputCounts> inputs) {
    this(results, 0, inputs);
  }

  /** Nothing read yet. */
  public static final RouteCounts NONE = new RouteCounts(0, List.of());

  /** How far an input is. */
  public InputCounts input(int index) {
    return index < inputs.size() ? inputs.get(index) : InputCounts.NONE;
  }

  /** Records read from the sources. */
  public long read() {
    return inputs.stream().mapToLong(InputCounts::read).sum();
  }

  /** Records that take no part. */
  public Rejections rejected() {
    return inputs.stream().map(InputCounts::rejected).reduce(Rejections.NONE, Rejections::plus);
  }

  /** Records that came too late. */
  public long late() {
    return rejected().total(Destination.LATE);
  }

  /** Records that cannot be joined, and results that are too large. */
  public long deadLetters() {
    return rejected().total(Destination.DEAD_LETTERS) + unwrittenResults;
  }

  /** The last offset read of a partition; -1 for none. */
  public long position(int input, int partition) {
    return input(input).positions().lastOffset(partition);
  }

  /** Whether every partition of {@code route} has been read up to its pinned end. */
  public boolean hasReachedTheEnds(PinnedRoute route) {
    return route.inputs().stream().allMatch(this::hasReachedTheEnds);
  }

  private boolean hasReachedTheEnds(PinnedInput input) {
    List<Long> ends = input.ends();
    for (int p = 0; p < ends.size(); p++) {
      if (position(input.input().index(), p) < ends.get(p)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code W} and the partition that holds it back: the one with the smallest frontier. Empty while
   * nothing has been read at all, for a route that waits for no partition, and if the frontier of a
   * partition is known elsewhere only.
   */
  public Optional<TimeHeld> timeHeld(PinnedRoute route) {
    if (!route.plan().keepsState()) {
      return Optional.empty();
    }
    TimeHeld slowest = null;
    boolean anyKnown = false;
    for (PinnedInput input : route.inputs()) {
      InputPositions positions = input(input.input().index()).positions();
      for (int p = 0; p < input.partitions(); p++) {
        long frontier = positions.frontier(p);
        if (frontier == Frontiers.UNKNOWN && positions.elsewhere().contains(p)) {
          return Optional.empty();
        }
        anyKnown |= frontier != Frontiers.UNKNOWN;
        if (slowest == null || frontier < slowest.watermark()) {
          slowest = new TimeHeld(frontier, input.sources().name(p));
        }
      }
    }
    return anyKnown ? Optional.ofNullable(slowest) : Optional.empty();
  }
}
