package io.twinroute.runtime.pin;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.SourceTopic;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition of one of a route's sources. What watches a route finds its sources here, and nowhere
 * else.
 *
 * @param input the place of its input among the route's inputs
 * @param partition its place among the input's partitions
 * @param at its name on its cluster
 * @param start the offset from which the route reads it
 * @param stop the offset behind the last one that the run reads; empty for a run without an end
 */
public record SourcePartition(
    int input, int partition, Cluster cluster, TopicPartition at, long start, OptionalLong stop) {

  /** All of a route, in the order of its inputs and their partitions. */
  public static List<SourcePartition> of(PinnedRoute route) {
    return route.inputs().stream()
        .flatMap(
            input ->
                input.topics().stream()
                    .flatMap(topic -> of(input.input().index(), topic, route.untilEnd())))
        .toList();
  }

  private static Stream<SourcePartition> of(int input, PinnedTopic topic, boolean untilEnd) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(
            p ->
                new SourcePartition(
                    input,
                    topic.first() + p,
                    topic.source().cluster(),
                    topic.partition(p),
                    topic.starts().get(p),
                    untilEnd ? OptionalLong.of(topic.ends().get(p) + 1) : OptionalLong.empty()));
  }

  /** Its topic. */
  public SourceTopic topic() {
    return new SourceTopic(cluster, at.topic());
  }

  /** For people: {@code west/payments/3}. */
  public String address() {
    return cluster.alias() + "/" + at.topic() + "/" + at.partition();
  }
}
