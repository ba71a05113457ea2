package io.twinroute.runtime.topic;

import io.twinroute.config.engine.EngineSection;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.semantics.record.SizeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists what an engine's router needs on the target of a route. */
public final class RouteTopics {

  private final RoutePlan route;
  private final Engine engine;
  private final Output output;
  private final int largestBatch;

  /**
   * @param limit how large the route's records may be
   */
  public RouteTopics(RoutePlan route, Engine engine, SizeLimit limit) {
    this.route = route;
    this.engine = engine;
    this.output = route.output();
    this.largestBatch = new RecordSizes(limit).topicBytes();
  }

  /** The same without the limit found on the clusters: with what the file says of it. */
  public RouteTopics(RoutePlan route, Engine engine) {
    this(route, engine, route.knownLimit());
  }

  /** The topic of the results. */
  public WantedTopic results() {
    return written(output.topic(engine), TopicUse.RESULTS, output.partitions(), output.cleanup());
  }

  /**
   * The topics of rejected records, which a user need not think of: they are created like that of
   * the results.
   *
   * @param partitions how many that one has
   */
  public List<WantedTopic> rejected(int partitions) {
    List<WantedTopic> topics = new ArrayList<>();
    add(topics, output.lateTopic(engine), TopicUse.LATE, partitions);
    add(topics, output.deadLetterTopic(engine), TopicUse.DEAD_LETTERS, partitions);
    return topics;
  }

  private void add(List<WantedTopic> topics, Optional<String> name, TopicUse use, int partitions) {
    name.ifPresent(topic -> topics.add(written(topic, use, partitions, Cleanup.DELETE)));
  }

  private WantedTopic written(
      String name, TopicUse use, @Nullable Integer partitions, Cleanup cleanup) {
    return wanted(name, use, route.sources().toList(), partitions, cleanup, largestBatch);
  }

  /**
   * The topics where the engine reads copies of a source.
   *
   * @param partitions how many the source has; null if that is not known
   */
  public List<WantedTopic> copies(SourceTopic source, @Nullable Integer partitions) {
    return Engines.section(engine).remoteTopics(source).stream()
        .map(
            topic ->
                wanted(
                    topic,
                    TopicUse.COPIES,
                    List.of(source),
                    partitions,
                    Cleanup.DELETE,
                    RecordSizes.COPIES_TOPIC_BYTES))
        .toList();
  }

  /** The pins, and what the engine creates by itself under a name that is known before. */
  public List<WantedTopic> ofRouters() {
    EngineSection<?> section = Engines.section(engine);
    List<WantedTopic> topics = new ArrayList<>();
    topics.add(own(TopicNames.pins(output.cluster()), TopicUse.PINS));
    section.internalTopics(route.name(), output.cluster()).stream()
        .filter(topic -> !topic.contains(TopicNames.INCARNATION))
        .forEach(topic -> topics.add(own(topic, TopicUse.INTERNAL)));
    return topics;
  }

  private WantedTopic own(String name, TopicUse use) {
    return new WantedTopic(output.cluster(), name, use, List.of(), null, null, Cleanup.DELETE, 0);
  }

  private WantedTopic wanted(
      String name,
      TopicUse use,
      List<SourceTopic> sources,
      @Nullable Integer partitions,
      Cleanup cleanup,
      int largest) {
    return new WantedTopic(
        output.cluster(), name, use, sources, partitions, output.replication(), cleanup, largest);
  }
}
