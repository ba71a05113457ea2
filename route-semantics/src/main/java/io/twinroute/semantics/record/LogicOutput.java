package io.twinroute.semantics.record;

import org.jspecify.annotations.Nullable;

/** What a logic gives for accepted records: a result, or word of one that cannot be written. */
public sealed interface LogicOutput extends RouteOutput permits RouteResult, UnwrittenResult {

  /** Its key; null only if the record that passed through has none. */
  byte @Nullable [] key();

  /** The source partition, which places it where it has no key. */
  int sourcePartition();

  /**
   * Its partition in a topic of so many; null if the producer places it by its key, with Kafka's
   * own murmur2.
   */
  default @Nullable Integer partitionAmong(int partitions) {
    return key() == null ? Integer.valueOf(sourcePartition() % partitions) : null;
  }
}
