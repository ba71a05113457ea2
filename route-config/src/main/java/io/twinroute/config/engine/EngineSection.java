package io.twinroute.config.engine;

import io.twinroute.config.client.EngineClientSettings;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import java.util.List;

/**
 * An engine's section of a route file, which every process reads, whichever engine it runs. An
 * implementation is named in {@code META-INF/services}, has a public constructor without arguments,
 * and needs none of the engine's libraries.
 *
 * @param <S> the settings, as the engine's own type
 */
public interface EngineSection<S extends Record> {

  /** Whose section it is; its id is the section's key below {@code twinroute}. */
  Engine engine();

  /** The section's settings, in the order of the route reference. */
  Mapping keys();

  /**
   * The settings' type, by which {@link io.twinroute.config.plan.RouteFile#settings} finds them.
   */
  Class<S> type();

  /**
   * The settings. What is wrong is reported to {@code section}; what is returned then is thrown
   * away.
   */
  S read(SectionReader section);

  /**
   * The topics of the target cluster where the engine reads a source, if it does not read it on its
   * own cluster. No route may write to them.
   */
  default List<String> remoteTopics(SourceTopic source) {
    return List.of();
  }

  /**
   * The topics that the engine creates for itself on the target of a route, besides the {@linkplain
   * #remoteTopics remote ones}. No route may write to them. A name may hold {@link
   * io.twinroute.config.plan.TopicNames#INCARNATION}.
   *
   * @param route the route's name
   */
  default List<String> internalTopics(String route, Cluster target) {
    return List.of();
  }

  /** Why the engine cannot run a route that is right by itself; nothing if it can. */
  default List<Obstacle> obstacles(RoutePlan route) {
    return List.of();
  }

  /** What the engine does with clusters' client settings that Kafka's clients do not do. */
  default EngineClientSettings clientSettings() {
    return EngineClientSettings.NONE;
  }
}
