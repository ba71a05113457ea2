package io.twinroute.semantics.state;

import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.time.TimeBuckets;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which time buckets may have records in an engine's state, beside {@link RecentRecords}: of all
 * others, none has to be looked for there. Not thread-safe.
 */
public final class StoredBuckets {

  private final RouteLogic join;

  /** In the order of their ends, of whatever width. */
  private final NavigableSet<Long> left = new TreeSet<>();

  private final NavigableSet<Long> right = new TreeSet<>();

  /** No bucket of either side is wider. */
  private long widest;

  private boolean unknown;

  /** None yet. */
  public StoredBuckets(RouteLogic join) {
    this.join = join;
  }

  /** A record of this bucket is there. */
  public void add(Side side, long bucket) {
    buckets(side).add(bucket);
    widest = Math.max(widest, TimeBuckets.lastOf(bucket) - TimeBuckets.firstOf(bucket));
  }

  /** Any bucket may have: the state is from a version that kept no account. */
  public void addAll() {
    unknown = true;
  }

  /** Whether {@link #addAll} was called. */
  public boolean isUnknown() {
    return unknown;
  }

  /** All that are known to have, or to have had, in the order of their ends. */
  public SortedSet<Long> of(Side side) {
    return Collections.unmodifiableSortedSet(buckets(side));
  }

  private NavigableSet<Long> buckets(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** Whether a record with a timestamp in {@code [from, to]} may be there. */
  public boolean mayHold(Side side, long from, long to) {
    NavigableSet<Long> buckets = buckets(side);
    if (unknown || buckets.isEmpty()) {
      return unknown;
    }
    for (long bucket : buckets.tailSet(TimeBuckets.firstToEndAt(from))) {
      if (TimeBuckets.overlaps(bucket, from, to)) {
        return true;
      }
      if (TimeBuckets.lastOf(bucket) - widest > to) {
        return false; // as all that follow
      }
    }
    return false;
  }

  /** Whether any of them holds what nothing can meet any more. */
  public boolean isDue(long watermark) {
    return isDue(Side.LEFT, watermark) || isDue(Side.RIGHT, watermark);
  }

  private boolean isDue(Side side, long watermark) {
    NavigableSet<Long> buckets = buckets(side);
    return !buckets.isEmpty() && join.expiresAt(side, buckets.first()) <= watermark;
  }

  /** Forgets the buckets that nothing can meet any more: they are empty now. */
  public void expire(long watermark) {
    for (Side side : Side.values()) {
      while (isDue(side, watermark)) {
        buckets(side).pollFirst();
      }
    }
  }
}
