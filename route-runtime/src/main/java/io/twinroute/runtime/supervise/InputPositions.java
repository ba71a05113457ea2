package io.twinroute.runtime.supervise;

import io.twinroute.semantics.time.Frontiers;
import java.util.List;

/**
 * How far the partitions of one input are. Index {@code i} of a list is partition {@code i}; a list
 * may be shorter than there are partitions.
 *
 * @param lastOffsets the last offset read, -1 for none
 * @param frontiers the frontier {@code F}, {@link Frontiers#UNKNOWN} for none
 */
public record InputPositions(List<Long> lastOffsets, List<Long> frontiers) {

  /** Nothing read yet. */
  public static final InputPositions NONE = new InputPositions(List.of(), List.of());

  public InputPositions {
    lastOffsets = List.copyOf(lastOffsets);
    frontiers = List.copyOf(frontiers);
  }

  /** The last offset read of a partition; -1 for none. */
  public long lastOffset(int partition) {
    return partition < lastOffsets.size() ? lastOffsets.get(partition) : -1;
  }

  /** A partition's frontier; {@link Frontiers#UNKNOWN} for none. */
  public long frontier(int partition) {
    return partition < frontiers.size() ? frontiers.get(partition) : Frontiers.UNKNOWN;
  }
}
