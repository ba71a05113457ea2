package io.twinroute.semantics.accept;

/**
 * Evidence from a partition's own cluster that the partition is silent: the cluster answered, and
 * nothing had been appended for long enough.
 *
 * @param lastOffset the last data record below {@code end}; -1 if there is none
 * @param end the partition's read-committed end, for which the evidence holds
 * @param upTo epoch milliseconds; a record that comes later from here with a timestamp up to this
 *     one comes after the silence
 */
public record Silence(long lastOffset, long end, long upTo) {

  /** Whether everything that the evidence speaks of has been judged, and nothing behind it. */
  public boolean appliesTo(PartitionProgress progress) {
    return lastOffset <= progress.lastOffset() && progress.lastOffset() < end;
  }
}
