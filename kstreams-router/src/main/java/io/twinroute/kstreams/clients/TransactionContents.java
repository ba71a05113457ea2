package io.twinroute.kstreams.clients;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a producer's open transaction holds. Streams commits whenever a task's timer has run, with
 * all offsets of the task: a route that has received nothing for hours would still send several
 * requests to the target every half second. Not thread-safe.
 */
final class TransactionContents {

  /** A cluster forgets a transactional id that is not used for days. */
  private static final Duration KEPT_ALIVE = Duration.ofHours(1);

  private final LongSupplier nanoTime;
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private Map<TopicPartition, OffsetAndMetadata> offsets = Map.of();
  private boolean open;
  private boolean records;
  private boolean unsent;
  private long lastCommit;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  TransactionContents(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastCommit = nanoTime.getAsLong();
  }

  boolean isOpen() {
    return open;
  }

  /** Whether a commit would change nothing. */
  boolean isEmpty() {
    return !records && offsets.isEmpty();
  }

  void opened() {
    open = true;
  }

  /** A record belongs to the transaction. */
  void add() {
    records = true;
    unsent = true;
  }

  /** Whether a record may not have been sent yet. */
  boolean isUnsent() {
    return unsent;
  }

  void sent() {
    unsent = false;
  }

  /**
   * Adds offsets to the transaction.
   *
   * @return false if the same ones were committed recently and the transaction is otherwise empty.
   *     A transaction with records always sends its offsets: they show the cluster whether this
   *     member of the group has been replaced.
   */
  boolean add(Map<TopicPartition, OffsetAndMetadata> all) {
    boolean recent = nanoTime.getAsLong() - lastCommit < KEPT_ALIVE.toNanos();
    if (!records && recent && committed.entrySet().containsAll(all.entrySet())) {
      return false;
    }
    offsets = Map.copyOf(all);
    return true;
  }

  void committed() {
    committed.putAll(offsets);
    lastCommit = nanoTime.getAsLong();
    end();
  }

  void aborted() {
    committed.clear();
    end();
  }

  private void end() {
    offsets = Map.of();
    open = false;
    records = false;
    unsent = false;
  }
}
