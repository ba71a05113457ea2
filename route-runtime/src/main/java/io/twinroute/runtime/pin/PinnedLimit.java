package io.twinroute.runtime.pin;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.semantics.record.SizeLimit;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** How large a route's records may be since its first start, for who does not run it. */
public final class PinnedLimit {

  private PinnedLimit() {}

  /**
   * The limit; empty if the route has not been started yet.
   *
   * @throws io.twinroute.runtime.RouteFailedException if its target does not report it
   */
  public static Optional<SizeLimit> of(Clusters clusters, RoutePlan route) {
    Cluster target = route.output().cluster();
    try (Admin admin = clusters.admin(target)) {
      if (new TopicCheck(target, admin).find(TopicNames.pins(target)).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(new PinsTopic(clusters, target).read(route.name()))
        .map(RoutePins::limit);
  }
}
