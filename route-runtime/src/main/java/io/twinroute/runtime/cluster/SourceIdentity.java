package io.twinroute.runtime.cluster;

import io.twinroute.config.Cluster;
import io.twinroute.config.SourceSide;
import io.twinroute.runtime.RouteFailedException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Whether a running route's sources still are the ones it was started on. Not thread-safe. */
final class SourceIdentity {

  /** A broker that has just started may not know of a topic yet. */
  private static final int MISSING_AT_MOST = 3;

  private final PinnedRoute route;
  private final Function<Cluster, Admin> admins;
  private @Nullable RoutePins pins;
  private int missing;

  SourceIdentity(PinnedRoute route, Function<Cluster, Admin> admins) {
    this.route = route;
    this.admins = admins;
  }

  PinnedRoute route() {
    return route;
  }

  /**
   * To be called now and then.
   *
   * @throws RouteFailedException a permanent one if a source was deleted, or created again, or has
   *     other partitions; another one if a cluster does not answer
   */
  void mustBeTheSame() {
    RoutePins started = pins();
    Optional<SourceTopic> left = now(route.plan().left());
    Optional<SourceTopic> right = now(route.plan().right());
    if (left.isEmpty() || right.isEmpty()) {
      missing++;
      if (missing >= MISSING_AT_MOST) {
        throw deleted(left.isEmpty() ? route.plan().left() : route.plan().right());
      }
      return;
    }
    missing = 0;
    started.mustFit(route.plan(), left.get(), right.get());
  }

  private RoutePins pins() {
    if (pins == null) {
      pins = new PinsTopic(route.plan().output().cluster()).mustRead(route.plan().name());
    }
    return pins;
  }

  private Optional<SourceTopic> now(SourceSide side) {
    TopicCheck check = new TopicCheck(side.cluster(), admins.apply(side.cluster()));
    return check.find(side.topic()).map(check::sourceTopic);
  }

  private RouteFailedException deleted(SourceSide side) {
    return RouteFailedException.permanent(
        "Topic '%s' of route '%s' was deleted on cluster '%s' at %s. Create it again, and give the route a new name to start it anew."
            .formatted(
                side.topic(),
                route.plan().name(),
                side.cluster().alias(),
                side.cluster().bootstrapServers()));
  }
}
