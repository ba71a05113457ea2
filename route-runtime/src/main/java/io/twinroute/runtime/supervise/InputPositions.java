package io.twinroute.runtime.supervise;

import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How far the partitions of one input are. Index {@code i} of a list is partition {@code i}; a list
 * may be shorter than there are partitions.
 *
 * @param lastOffsets the last offset read, -1 for none
 * @param frontiers the frontier {@code F}, {@link Frontiers#UNKNOWN} for none
 * @param committed the last offset read whose results are committed, -1 for none; empty if the
 *     engine does not say it
 * @param elsewhere the partitions that another process reads, of which nothing is known here
 */
public record InputPositions(
    List<Long> lastOffsets, List<Long> frontiers, List<Long> committed, Set<Integer> elsewhere) {

  /** Nothing read yet. */
  public static final InputPositions NONE = new InputPositions(List.of(), List.of());

  public InputPositions {
    lastOffsets = List.copyOf(lastOffsets);
    frontiers = List.copyOf(frontiers);
    committed = List.copyOf(committed);
    elsewhere = Set.copyOf(elsewhere);
  }

  /** Those of an engine that does not say what is committed, and reads all in this process. */
  public InputPositions(List<Long> lastOffsets, List<Long> frontiers) {
    this(lastOffsets, frontiers, List.of(), Set.of());
  }

  /** The last offset read of a partition; -1 for none. */
  public long lastOffset(int partition) {
    return partition < lastOffsets.size() ? lastOffsets.get(partition) : -1;
  }

  /**
   * The last offset read of a partition whose results are committed, -1 for none; empty if it is
   * not known.
   */
  public OptionalLong lastCommitted(int partition) {
    return partition < committed.size()
        ? OptionalLong.of(committed.get(partition))
        : OptionalLong.empty();
  }

  /** A partition's frontier; {@link Frontiers#UNKNOWN} for none. */
  public long frontier(int partition) {
    return partition < frontiers.size() ? frontiers.get(partition) : Frontiers.UNKNOWN;
  }
}
