package io.twinroute.kstreams.engine;

import io.twinroute.config.client.EngineClientSettings;
import io.twinroute.config.engine.EngineSection;
import io.twinroute.config.engine.Obstacle;
import io.twinroute.config.engine.SectionReader;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code twinroute.kstreams}. */
public final class StreamsSection implements EngineSection<StreamsSettings> {

  @Override
  public Engine engine() {
    return StreamsEngine.ENGINE;
  }

  @Override
  public Mapping keys() {
    return StreamsKeys.KSTREAMS;
  }

  @Override
  public Class<StreamsSettings> type() {
    return StreamsSettings.class;
  }

  @Override
  public StreamsSettings read(SectionReader section) {
    String connect = section.find(StreamsKeys.CONNECT);
    Mirror mirror = section.get(StreamsKeys.MIRROR);
    if (mirror == Mirror.EXTERNAL && section.isSet(StreamsKeys.CONNECT)) {
      section.report(
          StreamsKeys.CONNECT, "belongs to mirror: managed; remove it, or change mirror");
    }
    String stateDir = section.find(StreamsKeys.STATE_DIR);
    return new StreamsSettings(
        connect,
        mirror,
        stateDir == null ? StreamsEngine.ENGINE.defaultStateDir().toString() : stateDir,
        section.get(StreamsKeys.COMMIT_INTERVAL),
        section.get(StreamsKeys.MIRROR_TASKS),
        section.get(StreamsKeys.MIRROR_TASKS_TOTAL),
        section.get(StreamsKeys.STORE_MEMORY_MIB));
  }

  @Override
  public List<String> remoteTopics(SourceTopic source) {
    return List.of(MirrorNames.remoteTopic(source));
  }

  @Override
  public List<String> internalTopics(String route, Cluster target) {
    return StreamsTopics.all(route, target);
  }

  @Override
  public List<Obstacle> obstacles(RoutePlan route) {
    return route.inputs().stream()
        .flatMap(
            input ->
                IntStream.range(0, input.topics().size())
                    .boxed()
                    .flatMap(topic -> obstacle(input, topic, route.output().cluster()).stream()))
        .toList();
  }

  private static Optional<Obstacle> obstacle(RouteInput input, int topic, Cluster target) {
    return UncopiedTopics.reason(input.topics().get(topic), target)
        .map(reason -> new Obstacle(input.name() + "." + input.topicKey(topic), reason));
  }

  @Override
  public EngineClientSettings clientSettings() {
    return StreamsClientSettings.ALL;
  }
}
