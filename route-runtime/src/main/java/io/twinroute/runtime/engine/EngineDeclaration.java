package io.twinroute.runtime.engine;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an engine declares to the command line about itself. An implementation is named in {@code
 * META-INF/services}, has a public constructor without arguments, and needs none of the engine's
 * libraries: its run is a process of its own, see {@link
 * io.twinroute.runtime.service.EngineAdapter}.
 */
public interface EngineDeclaration {

  /** Which engine it is. */
  Engine engine();

  /** The rights that its components need for a route, and no more; those of the router first. */
  List<Grant> grants(RoutePlan route, RouteFile file);

  /**
   * Who needs one of its grants, if that is a user whom the route file does not know, so that
   * nobody here can see whether he has it.
   */
  default Optional<String> unknownUser(Grant grant) {
    return Optional.empty();
  }

  /** Its own topics on a route's target. */
  default InternalTopics internalTopics(RoutePlan route) {
    return InternalTopics.NONE;
  }

  /** How long the brokers of a target must let a transaction last for it; empty: no matter. */
  default Optional<Duration> transactionTimeout() {
    return Optional.empty();
  }

  /** Looks at what runs elsewhere than in the router's own process. */
  default void examine(Examined examined) {}

  /**
   * Checks a route's inputs together. The first start of any engine pins the result for all, so
   * every engine is asked.
   *
   * @param partitions how many each of its topics has
   */
  default void examineInputs(
      Clusters clusters, RoutePlan route, List<Integer> partitions, Findings findings) {}
}
