package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.cluster.TopicCheck;
import io.twinroute.runtime.failure.Changed.SourceDeleted;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.RoutePins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a running route's topics still are the ones it was started on. Several clusters may be
 * looked at at once, each of them by one thread.
 */
final class TopicIdentity {

  /** A broker may be behind the others for a moment, and not know of a topic yet, or of its end. */
  private static final int MISFITS_AT_MOST = 3;

  private final PinnedRoute route;
  private final RoutePlan plan;
  private final List<String> outputs;

  /** By cluster: how often in a row its topics did not fit. */
  private final Map<Cluster, Integer> misfits = new ConcurrentHashMap<>();

  private volatile @Nullable RoutePins pins;

  /** Of the target's thread alone. */
  private boolean unreadable;

  TopicIdentity(PinnedRoute route, Engine engine) {
    this.route = route;
    this.plan = route.plan();
    this.outputs = plan.output().topics(engine);
  }

  PinnedRoute route() {
    return route;
  }

  Cluster target() {
    return plan.output().cluster();
  }

  /** Whether it is still to be read what the route was started on. */
  boolean lacksPins() {
    return pins == null;
  }

  void pinned(RoutePins found) {
    pins = found;
  }

  /**
   * The route's pins are there, and this version cannot read them.
   *
   * @return whether that is news
   */
  boolean unreadable() {
    boolean isNew = !unreadable;
    unreadable = true;
    return isNew;
  }

  /** The route's topics on a cluster. */
  List<String> topics(Cluster cluster) {
    List<String> topics = new ArrayList<>();
    plan.sources()
        .filter(source -> source.cluster().equals(cluster))
        .forEach(source -> topics.add(source.topic()));
    if (cluster.equals(target())) {
      topics.addAll(outputs);
    }
    return topics;
  }

  /**
   * To be called now and then; says nothing while the route's pins are not known.
   *
   * @param catalog a cluster's topics as they are now
   * @throws RouteFailedException a permanent one if a source or an output was deleted, or created
   *     again, or a source has other partitions; another one if the cluster does not answer
   */
  void mustBeTheSame(TopicCatalog catalog) {
    RoutePins started = pins;
    if (started == null) {
      return;
    }
    Cluster cluster = catalog.cluster();
    TopicCheck check = new TopicCheck(catalog);
    Map<SourceTopic, Optional<FoundTopic>> sources = new LinkedHashMap<>();
    plan.sources()
        .filter(source -> source.cluster().equals(cluster))
        .forEach(source -> sources.put(source, check.find(source.topic()).map(check::sourceTopic)));
    List<String> written = cluster.equals(target()) ? outputs : List.of();
    Map<String, String> ids = catalog.ids(written);
    try {
      written.forEach(topic -> started.mustHold(plan, topic, ids.get(topic)));
      for (RouteInput input : plan.inputs()) {
        for (int i = 0; i < input.topics().size(); i++) {
          SourceTopic source = input.topics().get(i);
          Optional<FoundTopic> now = sources.get(source);
          if (now != null) { // one of this cluster
            started.mustFit(plan, input.index(), i, now.orElseThrow(() -> deleted(source)));
          }
        }
      }
      misfits.remove(cluster);
    } catch (RouteFailedException e) {
      if (misfits.merge(cluster, 1, Integer::sum) >= MISFITS_AT_MOST) {
        throw e;
      }
    }
  }

  private RouteFailedException deleted(SourceTopic source) {
    return new RouteFailedException(
        new SourceDeleted(plan.name(), source.cluster(), source.topic()));
  }
}
