package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.Schema.Named;

/** The whole of a route file. */
public final class RouteFileKeys {

  /** What is below {@link Schema#ROOT_KEY}. */
  public static final Mapping ROOT =
      Mapping.of("Routes across Kafka clusters.")
          .with("clusters", new Named("The clusters, by alias.", ClusterKeys.CLUSTER))
          .with("routes", new Named("The routes, by name.", RouteKeys.ROUTE))
          .with("flink", EngineKeys.FLINK)
          .with("kstreams", EngineKeys.KSTREAMS)
          .with("restart", EngineKeys.RESTART);

  private RouteFileKeys() {}
}
