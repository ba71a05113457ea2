package io.twinroute.semantics;

import java.util.HashSet;
import java.util.Set;

/**
 * Which time buckets may have records in an engine's state, beside {@link RecentRecords}: of all
 * others, none has to be looked for there. Not thread-safe.
 */
public final class StoredBuckets {

  private final RouteJoin join;
  private final Set<Long> left = new HashSet<>();
  private final Set<Long> right = new HashSet<>();
  private boolean unknown;

  /** None yet. */
  public StoredBuckets(RouteJoin join) {
    this.join = join;
  }

  /** A record of this bucket is there. */
  public void add(Side side, long bucket) {
    of(side).add(bucket);
  }

  /** Any bucket may have: the state is from a version that kept no account. */
  public void addAll() {
    unknown = true;
  }

  /** Whether {@link #addAll} was called. */
  public boolean isUnknown() {
    return unknown;
  }

  /** All that are known to have, or to have had. */
  public Set<Long> of(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** Whether a record with a timestamp in {@code [from, to]} may be there. */
  public boolean mayHold(Side side, long from, long to) {
    if (unknown) {
      return true;
    }
    for (long bucket : of(side)) {
      if (TimeBuckets.overlaps(bucket, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether any of them holds what nothing can meet any more. */
  public boolean isDue(long watermark) {
    return isDue(Side.LEFT, watermark) || isDue(Side.RIGHT, watermark);
  }

  private boolean isDue(Side side, long watermark) {
    return of(side).stream().anyMatch(bucket -> join.expiresAt(side, bucket) <= watermark);
  }

  /** Forgets the buckets that nothing can meet any more: they are empty now. */
  public void expire(long watermark) {
    left.removeIf(bucket -> join.expiresAt(Side.LEFT, bucket) <= watermark);
    right.removeIf(bucket -> join.expiresAt(Side.RIGHT, bucket) <= watermark);
  }
}
