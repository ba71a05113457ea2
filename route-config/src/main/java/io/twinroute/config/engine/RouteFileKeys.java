package io.twinroute.config.engine;

import io.twinroute.config.key.ClusterKeys;
import io.twinroute.config.key.NamingKeys;
import io.twinroute.config.key.RestartKeys;
import io.twinroute.config.key.RouteKeys;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.Schema.Named;

/** The whole of a route file: what belongs to every route, and a section for each engine. */
public final class RouteFileKeys {

  /** What is below {@link io.twinroute.config.key.Schema#ROOT_KEY}. */
  public static final Mapping ROOT = root();

  private RouteFileKeys() {}

  private static Mapping root() {
    Mapping root =
        Mapping.of("Routes across Kafka clusters.")
            .with("clusters", new Named("The clusters, by alias.", ClusterKeys.CLUSTER))
            .with("routes", new Named("The routes, by name.", RouteKeys.ROUTE))
            .with("naming", NamingKeys.NAMING);
    for (EngineSection<?> section : Engines.sections()) {
      root = root.with(section.engine().id(), section.keys());
    }
    return root.with("restart", RestartKeys.RESTART);
  }
}
