package io.twinroute.runtime.watch.shared;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions begin and end, as their cluster answered. It holds those of the subscriber, and
 * maybe others.
 *
 * @param firsts the first offset that is still there, where it was asked for
 * @param committed where the committed records end
 * @param ends where all records end, asked for after {@code committed} had been answered: a
 *     transaction that ends in between makes the two differ
 * @param askedAt when the question began, as of {@link System#nanoTime}
 * @param answeredAt when the subscriber's last answer was there, on the same clock
 * @param clock when the question began, as of {@link System#currentTimeMillis}
 */
public record PartitionOffsets(
    Map<TopicPartition, Long> firsts,
    Map<TopicPartition, Long> committed,
    Map<TopicPartition, Long> ends,
    long askedAt,
    long answeredAt,
    long clock) {

  /**
   * Those of a topic's first partitions, in their order.
   *
   * @param all one of the three maps
   */
  public static List<Long> of(String topic, int partitions, Map<TopicPartition, Long> all) {
    return IntStream.range(0, partitions)
        .mapToObj(p -> new TopicPartition(topic, p))
        .map(partition -> Objects.requireNonNull(all.get(partition), partition::toString))
        .toList();
  }
}
