package io.twinroute.config.plan;

import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ValueFormat;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input of a route.
 *
 * @param index its place among the route's inputs
 * @param name what the route file calls it, such as {@code left}
 * @param topics what it reads; one topic, as of now
 * @param as what a result calls its value
 * @param format the format of its values
 * @param lateness how far behind its partition's largest timestamp a record may be
 * @param key the field of the value that its records are met under; null: the record's own key
 * @param silenceAfter how long a partition must give nothing to be called silent, at least as long
 *     as {@code lateness}; null: it never is
 */
public record RouteInput(
    int index,
    String name,
    List<SourceTopic> topics,
    String as,
    ValueFormat format,
    Duration lateness,
    @Nullable JsonPointer key,
    @Nullable Duration silenceAfter)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if there is not exactly one topic
   */
  public RouteInput {
    topics = List.copyOf(topics);
    if (topics.size() != 1) {
      throw new IllegalArgumentException("an input has one topic: " + topics);
    }
  }

  /** The same input as {@code other} describes its cluster. */
  public RouteInput withCluster(Cluster other) {
    return new RouteInput(
        index,
        name,
        List.of(new SourceTopic(other, topic())),
        as,
        format,
        lateness,
        key,
        silenceAfter);
  }

  /** Its topic, as long as it has only one. */
  public SourceTopic source() {
    return topics.get(0);
  }

  /** The cluster of its {@linkplain #source() topic}. */
  public Cluster cluster() {
    return source().cluster();
  }

  /** The name of its {@linkplain #source() topic}. */
  public String topic() {
    return source().topic();
  }

  /** The address of its {@linkplain #source() topic}. */
  public String address() {
    return source().address();
  }
}
