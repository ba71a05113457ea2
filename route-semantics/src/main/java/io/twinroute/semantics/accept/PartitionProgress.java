package io.twinroute.semantics.accept;

import io.twinroute.semantics.time.Frontiers;

/**
 * How far one source partition has been judged. Engines keep it with their state, one per source
 * partition, and restore it exactly: the late rule depends on it.
 *
 * @param lastOffset the offset up to which everything has been judged; -1 before the first
 * @param maxTimestamp the largest timestamp judged, the {@code M} of the late rule; -1 before the
 *     first
 * @param silentUpTo the time up to which nothing is expected any more because the partition was
 *     silent; {@link Frontiers#UNKNOWN} if it never was
 */
public record PartitionProgress(long lastOffset, long maxTimestamp, long silentUpTo) {

  /** Nothing judged yet. */
  public static final PartitionProgress NONE = new PartitionProgress(-1, -1, Frontiers.UNKNOWN);

  /**
   * The progress after a record.
   *
   * @param time the time of it that counts for {@code M}; negative if none does
   */
  public PartitionProgress after(long offset, long time) {
    return new PartitionProgress(offset, Math.max(maxTimestamp, time), silentUpTo);
  }

  /**
   * The progress when nothing is left to judge up to {@code offset}, which need not be that of a
   * record.
   */
  public PartitionProgress upTo(long offset) {
    return new PartitionProgress(Math.max(lastOffset, offset), maxTimestamp, silentUpTo);
  }

  /**
   * The progress after the partition was silent.
   *
   * @param upTo the time up to which nothing is expected any more
   */
  public PartitionProgress silent(long upTo) {
    return new PartitionProgress(lastOffset, maxTimestamp, Math.max(silentUpTo, upTo));
  }

  /** The further of two, for state that was restored twice. */
  public PartitionProgress max(PartitionProgress other) {
    return new PartitionProgress(
        Math.max(lastOffset, other.lastOffset),
        Math.max(maxTimestamp, other.maxTimestamp),
        Math.max(silentUpTo, other.silentUpTo));
  }
}
