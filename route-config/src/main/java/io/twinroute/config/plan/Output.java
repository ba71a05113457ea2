package io.twinroute.config.plan;

import io.twinroute.semantics.record.Destination;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a route writes. Each template of a topic's name may hold {@link Engine#PLACEHOLDER}.
 *
 * @param cluster the target cluster
 * @param topicTemplate the topic of the results
 * @param lateTopicTemplate the topic of late records; null: they are counted only
 * @param deadLetterTopicTemplate the topic of records that cannot be joined; null: they are counted
 *     only
 * @param partitions if set, the routers create the topic of the results with so many partitions
 *     when it is missing
 * @param replication the replication factor of a topic the routers create; absent: the broker's
 *     default
 * @param cleanup what brokers may remove of the results; of rejected records it is nothing
 * @param where the condition that a result fulfils to be written, in CEL; null: all are written
 * @param results what the results hold
 */
public record Output(
    Cluster cluster,
    String topicTemplate,
    @Nullable String lateTopicTemplate,
    @Nullable String deadLetterTopicTemplate,
    @Nullable Integer partitions,
    @Nullable Integer replication,
    Cleanup cleanup,
    @Nullable String where,
    ResultRule results)
    implements Serializable {

  /** An output that all results are written to, with all of both records. */
  public Output(
      Cluster cluster,
      String topicTemplate,
      @Nullable String lateTopicTemplate,
      @Nullable String deadLetterTopicTemplate,
      @Nullable Integer partitions,
      @Nullable Integer replication,
      Cleanup cleanup) {
    this(
        cluster,
        topicTemplate,
        lateTopicTemplate,
        deadLetterTopicTemplate,
        partitions,
        replication,
        cleanup,
        null,
        ResultRule.WHOLE);
  }

  /** The same output as {@code other} describes its cluster. */
  public Output withCluster(Cluster other) {
    return new Output(
        other,
        topicTemplate,
        lateTopicTemplate,
        deadLetterTopicTemplate,
        partitions,
        replication,
        cleanup,
        where,
        results);
  }

  /** The topic to which {@code engine} writes results. */
  public String topic(Engine engine) {
    return engine.nameIn(topicTemplate);
  }

  /** The topic to which {@code engine} writes late records; empty if it counts them only. */
  public Optional<String> lateTopic(Engine engine) {
    return Optional.ofNullable(lateTopicTemplate).map(engine::nameIn);
  }

  /**
   * The topic to which {@code engine} writes records that cannot be joined; empty if it counts them
   * only.
   */
  public Optional<String> deadLetterTopic(Engine engine) {
    return Optional.ofNullable(deadLetterTopicTemplate).map(engine::nameIn);
  }

  /** For which rejected records {@code engine} has a topic. */
  public Set<Destination> destinations(Engine engine) {
    Set<Destination> destinations = EnumSet.noneOf(Destination.class);
    lateTopic(engine).ifPresent(topic -> destinations.add(Destination.LATE));
    deadLetterTopic(engine).ifPresent(topic -> destinations.add(Destination.DEAD_LETTERS));
    return destinations;
  }

  /** The topics of rejected records to which {@code engine} writes: two at most. */
  public List<String> rejectedTopics(Engine engine) {
    return Stream.of(lateTopic(engine), deadLetterTopic(engine)).flatMap(Optional::stream).toList();
  }

  /** All topics to which {@code engine} writes, that of the results first. */
  public List<String> topics(Engine engine) {
    return Stream.concat(Stream.of(topic(engine)), rejectedTopics(engine).stream()).toList();
  }

  /** Whether each engine writes topics of its own, so that both can run side by side. */
  public boolean isPerEngine() {
    return Engine.isNamedIn(topicTemplate);
  }
}
