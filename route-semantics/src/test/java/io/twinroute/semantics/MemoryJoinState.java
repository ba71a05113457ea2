package io.twinroute.semantics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plainest state that keeps its promise: it removes a bucket as soon as the rules allow it. */
final class MemoryJoinState implements JoinState {

  private record Bucket(Side side, long number) {}

  private final TimeBuckets buckets;
  private final Map<Bucket, List<JoinableRecord>> records = new HashMap<>();

  MemoryJoinState(TimeBuckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public void forEach(Side side, byte[] key, long from, long to, Visitor visitor) {
    records.forEach(
        (bucket, inBucket) -> {
          if (bucket.side() == side && TimeBuckets.overlaps(bucket.number(), from, to)) {
            inBucket.stream()
                .filter(r -> from <= r.timestamp() && r.timestamp() <= to)
                .filter(r -> Arrays.equals(r.key(), key))
                .forEach(visitor::candidate);
          }
        });
  }

  @Override
  public void put(JoinableRecord record) {
    Bucket bucket = new Bucket(record.side(), buckets.bucketOf(record.timestamp()));
    records.computeIfAbsent(bucket, b -> new ArrayList<>()).add(record);
  }

  /** Removes what {@code W} allows; how many records that was. */
  int expire(long watermark) {
    int before = size();
    records.keySet().removeIf(b -> buckets.removalTime(b.side(), b.number()) <= watermark);
    return before - size();
  }

  int size() {
    return records.values().stream().mapToInt(List::size).sum();
  }
}
