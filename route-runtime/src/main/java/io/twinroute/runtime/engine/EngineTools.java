package io.twinroute.runtime.engine;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.RoutePins;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine adds to the command line that needs libraries, which an {@link EngineDeclaration}
 * must not bring. An implementation is named in {@code META-INF/services}, has a public constructor
 * without arguments, and is on the command line's class path only because that has these libraries.
 */
public interface EngineTools {

  /** Whose tools they are. */
  Engine engine();

  /** Further commands: objects with picocli's annotations. */
  List<Object> commands();

  /** Exceptions of theirs whose message is for the user as it is. */
  List<Class<? extends Exception>> failures();

  /** Lines of {@code plan} about all of a file's routes. */
  List<String> plan(RouteFile file);

  /**
   * Checks what runs outside of the router's own process.
   *
   * @param clusterIds the clusters' own ids, by alias; only of those that answer
   */
  void examine(Examined examined, Map<String, String> clusterIds);

  /**
   * Checks what the engine would find on the clusters of a route.
   *
   * @param earlier what the route's first start has pinned; empty if it was never started
   */
  default void examineRoute(
      Clusters clusters, RoutePlan route, Optional<RoutePins> earlier, Findings findings) {}
}
