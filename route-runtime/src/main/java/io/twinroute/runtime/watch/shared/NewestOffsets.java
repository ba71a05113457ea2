package io.twinroute.runtime.watch.shared;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.TopicTail;
import io.twinroute.runtime.cluster.TopicTail.Range;
import io.twinroute.runtime.pin.PinnedInput;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How far copies of topics have come, as the newest copy of each partition says. Each topic is
 * looked at once for all who ask within a second. Thread-safe.
 */
public final class NewestOffsets {

  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final ClusterReader reader;

  /** By the topic; guarded by this. */
  private final Map<String, Look> looks = new HashMap<>();

  NewestOffsets(Cluster cluster, ClusterReader reader) {
    this.cluster = cluster;
    this.reader = reader;
  }

  private record Look(long began, CompletableFuture<Map<Integer, Long>> found) {

    boolean holds() {
      return !found.isDone() || System.nanoTime() - began < KEPT.toNanos();
    }
  }

  /**
   * Of each partition the offset in the source of its newest copy; {@link PinnedInput#NOTHING} if
   * none was ever made, {@link Long#MAX_VALUE} if that is not known because the copies were removed
   * since.
   *
   * @return fails if the cluster does not answer
   */
  public synchronized CompletableFuture<Map<Integer, Long>> of(Copies copies, int partitions) {
    Look before = looks.get(copies.topic());
    if (before != null && before.holds()) {
      return before.found;
    }
    Look look =
        new Look(System.nanoTime(), reader.read(consumer -> newest(copies, partitions, consumer)));
    looks.put(copies.topic(), look);
    return look.found;
  }

  private Map<Integer, Long> newest(
      Copies copies, int partitions, Consumer<byte[], byte[]> consumer) {
    TopicTail tail = new TopicTail(cluster, copies.topic(), consumer);
    Map<Integer, Range> ranges = new HashMap<>();
    tail.ends(partitions).forEach((partition, end) -> ranges.put(partition, new Range(0, end)));
    Map<Integer, ConsumerRecord<byte[], byte[]>> last = tail.last(ranges);
    Map<Integer, Long> firsts = tail.firsts(partitions);
    Map<Integer, Long> newest = new HashMap<>();
    IntStream.range(0, partitions)
        .forEach(
            p -> {
              ConsumerRecord<byte[], byte[]> copy = last.get(p);
              long none = firsts.getOrDefault(p, 0L) == 0 ? PinnedInput.NOTHING : Long.MAX_VALUE;
              newest.put(p, copy == null ? none : copies.original().applyAsLong(copy));
            });
    return newest;
  }
}
