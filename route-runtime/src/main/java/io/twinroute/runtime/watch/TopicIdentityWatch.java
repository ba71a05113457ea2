package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices while routes run that a topic is no longer the one that a route was started on. A source
 * was deleted, or created again, or has got partitions since: readers and mirrors would go on with
 * the new topic at the old one's offsets, or without the new partitions, and say nothing. An output
 * was deleted, or created again by a broker that creates what is asked for: writers would go on as
 * if the earlier results were still there.
 */
public final class TopicIdentityWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicIdentityWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Clusters clusters;
  private final List<TopicIdentity> identities;
  private final BiConsumer<PinnedRoute, String> unfit;
  private final Map<String, Admin> admins = new HashMap<>();
  private final WatchThread thread = new WatchThread("topic-identity", this::watch);

  private TopicIdentityWatch(
      Clusters clusters,
      List<PinnedRoute> routes,
      Engine engine,
      BiConsumer<PinnedRoute, String> unfit) {
    this.clusters = clusters;
    this.identities =
        routes.stream()
            .map(route -> new TopicIdentity(clusters, route, engine, this::admin))
            .toList();
    this.unfit = unfit;
  }

  /**
   * Starts watching.
   *
   * @param engine whose outputs
   * @param unfit called with a route that cannot go on and the reason, possibly more than once
   */
  public static TopicIdentityWatch start(
      Clusters clusters,
      List<PinnedRoute> routes,
      Engine engine,
      BiConsumer<PinnedRoute, String> unfit) {
    TopicIdentityWatch watch = new TopicIdentityWatch(clusters, routes, engine, unfit);
    watch.thread.start();
    return watch;
  }

  private Admin admin(Cluster cluster) {
    return admins.computeIfAbsent(cluster.alias(), alias -> clusters.admin(cluster));
  }

  private void watch() {
    try {
      while (!thread.isClosed(PAUSE)) {
        identities.forEach(this::look);
      }
    } finally {
      admins.values().forEach(admin -> admin.close(Duration.ZERO));
    }
  }

  private void look(TopicIdentity identity) {
    try {
      identity.mustBeTheSame();
    } catch (RouteFailedException e) {
      if (e.isPermanent()) {
        unfit.accept(identity.route(), String.valueOf(e.getMessage()));
      } else {
        // An outage: the engine waits for the cluster, and so does this.
        LOG.debug("route={} topics are not known", identity.route().plan().name(), e);
      }
    }
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    thread.close();
  }
}
