package io.twinroute.semantics.record;

import io.twinroute.semantics.time.Frontiers;

/**
 * How far a source partition is; all its accepted records up to here went before.
 *
 * @param partition as its input numbers it, see {@link SourcePartitions}
 * @param lastOffset the last source offset judged; -1 for none
 * @param frontier the partition's frontier {@code F}; {@link Frontiers#UNKNOWN} before its first
 *     record
 */
public record PartitionFrontier(int input, int partition, long lastOffset, long frontier)
    implements LogicInput {}
