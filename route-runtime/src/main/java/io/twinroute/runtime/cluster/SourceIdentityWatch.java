package io.twinroute.runtime.cluster;

import io.twinroute.config.Cluster;
import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices while routes run that a source topic is no longer the one that a route was started on: it
 * was deleted, or created again, or has got partitions since. Readers and mirrors would go on with
 * the new topic at the old one's offsets, or without the new partitions, and say nothing.
 */
public final class SourceIdentityWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceIdentityWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final List<SourceIdentity> identities;
  private final BiConsumer<PinnedRoute, String> unfit;
  private final Map<String, Admin> admins = new HashMap<>();
  private final WatchThread thread = new WatchThread("source-identity", this::watch);

  private SourceIdentityWatch(List<PinnedRoute> routes, BiConsumer<PinnedRoute, String> unfit) {
    this.identities = routes.stream().map(route -> new SourceIdentity(route, this::admin)).toList();
    this.unfit = unfit;
  }

  /**
   * Starts watching.
   *
   * @param unfit called with a route that cannot go on and the reason, possibly more than once
   */
  public static SourceIdentityWatch start(
      List<PinnedRoute> routes, BiConsumer<PinnedRoute, String> unfit) {
    SourceIdentityWatch watch = new SourceIdentityWatch(routes, unfit);
    watch.thread.start();
    return watch;
  }

  private Admin admin(Cluster cluster) {
    return admins.computeIfAbsent(cluster.alias(), alias -> ClusterClients.admin(cluster));
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

  private void look(SourceIdentity identity) {
    try {
      identity.mustBeTheSame();
    } catch (RouteFailedException e) {
      if (e.isPermanent()) {
        unfit.accept(identity.route(), String.valueOf(e.getMessage()));
      } else {
        // An outage: the engine waits for the cluster, and so does this.
        LOG.debug("route={} sources are not known", identity.route().plan().name(), e);
      }
    }
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    thread.close();
  }
}
