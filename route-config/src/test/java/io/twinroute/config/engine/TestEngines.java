package io.twinroute.config.engine;

import io.twinroute.config.key.Key;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Text;
import io.twinroute.config.key.ValueType.WholeNumber;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.config.plan.TopicNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces the engines, whose modules depend on this one: the same names, fewer settings. */
public final class TestEngines {

  public static final Engine FLINK = new Engine("flink", "Flink");
  public static final Engine KSTREAMS = new Engine("kstreams", "Kafka Streams");

  private TestEngines() {}

  /** What a route file says of Flink here. */
  public record FlinkSettings(@Nullable String cluster, int slots) {}

  /** What a route file says of Kafka Streams here. */
  public record StreamsSettings(@Nullable String worker) {}

  /** The section of Flink. */
  public static final class Flink implements EngineSection<FlinkSettings> {

    private static final Key<String> CLUSTER =
        Key.optional("cluster", Text.any(), "none", "an address");
    private static final Key<Integer> SLOTS =
        Key.withDefault("slots", WholeNumber.atLeast(1), 4, "how many");

    @Override
    public Engine engine() {
      return FLINK;
    }

    @Override
    public Mapping keys() {
      return Mapping.of("Flink.", CLUSTER, SLOTS);
    }

    @Override
    public Class<FlinkSettings> type() {
      return FlinkSettings.class;
    }

    @Override
    public FlinkSettings read(SectionReader section) {
      if (section.isSet(CLUSTER) && section.isSet(SLOTS)) {
        section.report(SLOTS, "belongs to no cluster; remove it");
      }
      return new FlinkSettings(section.find(CLUSTER), section.get(SLOTS));
    }
  }

  /**
   * The section of Kafka Streams, which reads copies of its sources, keeps topics of its own, and
   * gets no copy of a topic whose name begins with an underscore.
   */
  public static final class Streams implements EngineSection<StreamsSettings> {

    private static final Key<String> WORKER =
        Key.optional("worker", Text.any(), "none", "an address");

    @Override
    public Engine engine() {
      return KSTREAMS;
    }

    @Override
    public Mapping keys() {
      return Mapping.of("Kafka Streams.", WORKER);
    }

    @Override
    public Class<StreamsSettings> type() {
      return StreamsSettings.class;
    }

    @Override
    public StreamsSettings read(SectionReader section) {
      return new StreamsSettings(section.find(WORKER));
    }

    @Override
    public List<String> remoteTopics(SourceTopic source) {
      return List.of(source.cluster().alias() + "." + source.topic());
    }

    @Override
    public List<String> internalTopics(String route, Cluster target) {
      return List.of("own-" + route + "-" + TopicNames.INCARNATION, "worker." + target.alias());
    }

    @Override
    public List<Obstacle> obstacles(RoutePlan route) {
      return route.inputs().stream()
          .filter(input -> input.topics().stream().anyMatch(t -> t.topic().startsWith("_")))
          .map(input -> new Obstacle(input.name() + ".topic", "no copies; use another topic"))
          .toList();
    }
  }
}
