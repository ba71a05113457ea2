package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Changed.SourceDeleted;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinsTopic;
import io.twinroute.runtime.pin.RoutePins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Whether a running route's topics still are the ones it was started on. Not thread-safe. */
final class TopicIdentity {

  /** A broker may be behind the others for a moment, and not know of a topic yet, or of its end. */
  private static final int MISFITS_AT_MOST = 3;

  private final Clusters clusters;
  private final PinnedRoute route;
  private final List<String> outputs;
  private final Function<Cluster, Admin> admins;
  private @Nullable RoutePins pins;
  private int misfits;

  TopicIdentity(
      Clusters clusters, PinnedRoute route, Engine engine, Function<Cluster, Admin> admins) {
    this.clusters = clusters;
    this.route = route;
    this.outputs = route.plan().output().topics(engine);
    this.admins = admins;
  }

  PinnedRoute route() {
    return route;
  }

  /**
   * To be called now and then.
   *
   * @throws RouteFailedException a permanent one if a source or an output was deleted, or created
   *     again, or a source has other partitions; another one if a cluster does not answer
   */
  void mustBeTheSame() {
    RoutePins started = pins();
    Map<RouteInput, Optional<FoundTopic>> sources = new LinkedHashMap<>();
    route.plan().inputs().forEach(input -> sources.put(input, now(input)));
    Map<String, String> written = check(route.plan().output().cluster()).ids(outputs);
    try {
      outputs.forEach(topic -> started.mustHold(route.plan(), topic, written.get(topic)));
      started.mustFit(
          route.plan(),
          sources.entrySet().stream()
              .map(source -> source.getValue().orElseThrow(() -> deleted(source.getKey())))
              .toList());
      misfits = 0;
    } catch (RouteFailedException e) {
      misfits++;
      if (misfits >= MISFITS_AT_MOST) {
        throw e;
      }
    }
  }

  private RoutePins pins() {
    if (pins == null) {
      pins = new PinsTopic(clusters, route.plan().output().cluster()).mustRead(route.plan().name());
    }
    return pins;
  }

  private Optional<FoundTopic> now(RouteInput input) {
    TopicCheck check = check(input.cluster());
    return check.find(input.topic()).map(check::sourceTopic);
  }

  private TopicCheck check(Cluster cluster) {
    return new TopicCheck(cluster, admins.apply(cluster));
  }

  private RouteFailedException deleted(RouteInput input) {
    return new RouteFailedException(
        new SourceDeleted(route.plan().name(), input.cluster(), input.topic()));
  }
}
