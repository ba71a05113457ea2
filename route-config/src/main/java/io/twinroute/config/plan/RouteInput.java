package io.twinroute.config.plan;

import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.EventTime;
import io.twinroute.semantics.format.ValueFormat;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One input of a route.
 *
 * @param index its place among the route's inputs
 * @param name what the route file calls it, such as {@code left}
 * @param topics what it reads; at least one topic, each once. Their order numbers its partitions
 * @param as what a result calls its value
 * @param format the format of its values
 * @param lateness how far behind its partition's largest timestamp a record may be; {@link
 *     AcceptRule#NEVER_LATE}: no record is late
 * @param key the field that its records are met under; null: the record's own key as a whole
 * @param silenceAfter how long a partition must give nothing to be called silent, at least as long
 *     as {@code lateness}; null: it never is
 * @param time where the time of its records is; null: they have their own
 * @param where the condition that its records fulfil, in CEL; null: all of them take part
 */
public record RouteInput(
    int index,
    String name,
    List<SourceTopic> topics,
    String as,
    ValueFormat format,
    Duration lateness,
    @Nullable JoinKey key,
    @Nullable Duration silenceAfter,
    @Nullable EventTime time,
    @Nullable String where)
    implements Serializable {

  /** An input whose records have their own time, and all take part. */
  public RouteInput(
      int index,
      String name,
      List<SourceTopic> topics,
      String as,
      ValueFormat format,
      Duration lateness,
      @Nullable JoinKey key,
      @Nullable Duration silenceAfter) {
    this(index, name, topics, as, format, lateness, key, silenceAfter, null, null);
  }

  /**
   * @throws IllegalArgumentException if there is no topic
   */
  public RouteInput {
    topics = List.copyOf(topics);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("an input without a topic");
    }
  }

  /** The same input as {@code other} describes its clusters. */
  public RouteInput withClusters(UnaryOperator<Cluster> other) {
    return new RouteInput(
        index,
        name,
        topics.stream()
            .map(source -> new SourceTopic(other.apply(source.cluster()), source.topic()))
            .toList(),
        as,
        format,
        lateness,
        key,
        silenceAfter,
        time,
        where);
  }

  /** Whether a record of it can be late. */
  public boolean hasLateness() {
    return !lateness.equals(AcceptRule.NEVER_LATE);
  }

  /** The key that names one of its topics, below its own: {@code topic}, or {@code topics[1]}. */
  public String topicKey(int topic) {
    return topics.size() == 1 ? "topic" : "topics[" + topic + "]";
  }

  /** The addresses of its topics, in their order: {@code east/orders, north/orders}. */
  public String addresses() {
    return topics.stream().map(SourceTopic::address).collect(Collectors.joining(", "));
  }
}
