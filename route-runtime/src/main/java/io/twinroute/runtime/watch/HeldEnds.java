package io.twinroute.runtime.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Since when the read-committed ends of partitions have not moved although records follow: for that
 * long at least, one transaction has been open. Not thread-safe.
 */
final class HeldEnds {

  private final Map<TopicPartition, Held> held = new HashMap<>();

  /**
   * @param offset where the transaction begins
   * @param since when the end was first seen there
   */
  record Held(long offset, Instant since) {}

  /** The cluster answered. */
  void answered(TopicPartition partition, long committedEnd, long end, Instant now) {
    if (committedEnd >= end) {
      held.remove(partition);
      return;
    }
    Held before = held.get(partition);
    if (before == null || before.offset != committedEnd) {
      held.put(partition, new Held(committedEnd, now));
    }
  }

  /** What is known of other partitions is of no interest any more. */
  void keep(Set<TopicPartition> partitions) {
    held.keySet().retainAll(partitions);
  }

  /** The cluster did not answer: what was open may have ended. */
  void forget() {
    held.clear();
  }

  /** The partitions that have been held back for at least {@code patience}. */
  Map<TopicPartition, Held> longerThan(Duration patience, Instant now) {
    Map<TopicPartition, Held> found = new HashMap<>();
    held.forEach(
        (partition, since) -> {
          if (Duration.between(since.since, now).compareTo(patience) >= 0) {
            found.put(partition, since);
          }
        });
    return found;
  }
}
