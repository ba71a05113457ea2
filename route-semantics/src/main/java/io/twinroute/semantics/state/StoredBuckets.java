package io.twinroute.semantics.state;

import io.twinroute.semantics.time.TimeBuckets;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which time buckets may have records in an engine's state, beside {@link RecentRecords}: of all
 * others, none has to be looked for there. Not thread-safe.
 */
public final class StoredBuckets {

  private final RecordLifetimes lifetimes;

  /** Of each input, in the order of their ends, of whatever width. */
  private final List<NavigableSet<Long>> inputs;

  /** No bucket of any input is wider. */
  private long widest;

  private boolean unknown;

  /** None yet. */
  public StoredBuckets(RecordLifetimes lifetimes) {
    this.lifetimes = lifetimes;
    this.inputs =
        Stream.generate(() -> (NavigableSet<Long>) new TreeSet<Long>())
            .limit(lifetimes.inputs())
            .toList();
  }

  /** A record of this bucket is there. */
  public void add(int input, long bucket) {
    buckets(input).add(bucket);
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
  public SortedSet<Long> of(int input) {
    return Collections.unmodifiableSortedSet(buckets(input));
  }

  private NavigableSet<Long> buckets(int input) {
    return inputs.get(input);
  }

  /** Whether a record with a timestamp in {@code [from, to]} may be there. */
  public boolean mayHold(int input, long from, long to) {
    NavigableSet<Long> buckets = buckets(input);
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
    for (int input = 0; input < inputs.size(); input++) {
      if (isDue(input, watermark)) {
        return true;
      }
    }
    return false;
  }

  private boolean isDue(int input, long watermark) {
    NavigableSet<Long> buckets = buckets(input);
    return !buckets.isEmpty() && lifetimes.expiresAt(input, buckets.first()) <= watermark;
  }

  /** Forgets the buckets that nothing can meet any more: they are empty now. */
  public void expire(long watermark) {
    for (int input = 0; input < inputs.size(); input++) {
      while (isDue(input, watermark)) {
        buckets(input).pollFirst();
      }
    }
  }
}
