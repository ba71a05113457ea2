package io.twinroute.runtime.watch.lag;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.TopicTail;
import io.twinroute.runtime.cluster.TopicTail.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest copies of partitions on one cluster. For one thread. */
final class CopyTails {

  private static final Logger LOG = LoggerFactory.getLogger(CopyTails.class);
  private static final Range NOTHING = new Range(0, 0);

  /** The thread has more to look at; what is not read by then is not known yet. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** After that, no further topic is begun. */
  private static final Duration PATIENCE_FOR_ALL = Duration.ofSeconds(2);

  /**
   * The newest copy of a partition.
   *
   * @param end where the copies ended at that time
   * @param next the first offset of the source that was not copied; empty if that is not known
   */
  private record Tail(long end, OptionalLong next) {}

  private final Cluster cluster;
  private final ToLongFunction<ConsumerRecord<byte[], byte[]>> original;
  private final Map<TopicPartition, Tail> tails = new HashMap<>();

  /**
   * @param original the offset in the source of what was copied; negative if it is not known
   */
  CopyTails(Cluster cluster, ToLongFunction<ConsumerRecord<byte[], byte[]>> original) {
    this.cluster = cluster;
    this.original = original;
  }

  /** Whether the newest copy before an end of the copies is known. */
  boolean isKnown(TopicPartition copies, long end) {
    Tail tail = tails.get(copies);
    return tail != null && tail.end() == end;
  }

  /** The first offset of the source that was not copied; empty if that is not known. */
  OptionalLong next(TopicPartition copies) {
    Tail tail = tails.get(copies);
    return tail == null ? OptionalLong.empty() : tail.next();
  }

  void forget(TopicPartition copies) {
    tails.remove(copies);
  }

  /** Forgets all others. */
  void keep(Set<TopicPartition> copies) {
    tails.keySet().retainAll(copies);
  }

  /**
   * Reads the newest copies as far as that takes no longer than a moment.
   *
   * @param wanted by topic and partition, where
   */
  void read(Map<String, Map<Integer, Range>> wanted, Consumer<byte[], byte[]> consumer) {
    List<String> topics = new ArrayList<>(wanted.keySet());
    Collections.shuffle(topics); // each has its turn, even if some take all the time
    long began = System.nanoTime();
    for (String topic : topics) {
      if (System.nanoTime() - began < PATIENCE_FOR_ALL.toNanos()) {
        read(topic, wanted.getOrDefault(topic, Map.of()), consumer);
      }
    }
  }

  /** A topic that does not answer keeps nobody from the others. */
  private void read(String topic, Map<Integer, Range> ranges, Consumer<byte[], byte[]> consumer) {
    Map<Integer, ConsumerRecord<byte[], byte[]>> last;
    try {
      last = new TopicTail(cluster, topic, consumer, PATIENCE).last(ranges);
    } catch (RouteFailedException e) {
      LOG.debug("cluster={} topic={} its newest records are not known", cluster.alias(), topic, e);
      ranges.keySet().forEach(partition -> tails.remove(new TopicPartition(topic, partition)));
      return;
    }
    ranges.forEach(
        (partition, range) -> {
          ConsumerRecord<byte[], byte[]> copy = last.get(partition);
          long offset = copy == null ? -1 : original.applyAsLong(copy);
          OptionalLong next =
              offset >= 0
                  ? OptionalLong.of(offset + 1)
                  : range.equals(NOTHING) ? OptionalLong.of(0) : OptionalLong.empty();
          tails.put(new TopicPartition(topic, partition), new Tail(range.to(), next));
        });
  }
}
