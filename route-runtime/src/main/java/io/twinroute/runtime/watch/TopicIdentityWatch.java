package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.TopicCatalog;
import io.twinroute.runtime.failure.Unanswered.InItsWords;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinsTopic;
import io.twinroute.runtime.pin.StoredPins;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices while routes run that a topic is no longer the one that a route was started on. A source
 * was deleted, or created again, or has got partitions since: readers and mirrors would continue
 * with the new topic at the old one's offsets, or without the new partitions, and say nothing. An
 * output was deleted, or created again by a broker that creates what is asked for: writers would
 * continue as if the earlier results were still there.
 *
 * <p>Each cluster is asked at once for the topics of all routes. Routes may come and leave
 * meanwhile; thread-safe.
 */
public final class TopicIdentityWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TopicIdentityWatch.class);

  private final Engine engine;
  private final BiConsumer<PinnedRoute, String> unfit;
  private final Map<PinnedRoute, TopicIdentity> identities = new ConcurrentHashMap<>();
  private final ClusterLoops loops;
  private final Look look = new Look();

  /**
   * @param loops runs the looks
   * @param engine whose outputs
   * @param unfit called with a route that cannot run on and the reason, possibly more than once and
   *     from several threads
   */
  public TopicIdentityWatch(
      ClusterLoops loops, Engine engine, BiConsumer<PinnedRoute, String> unfit) {
    this.loops = loops;
    this.engine = engine;
    this.unfit = unfit;
  }

  /** Watches these routes, too. */
  public synchronized void add(Collection<PinnedRoute> routes) {
    routes.forEach(route -> identities.put(route, new TopicIdentity(route, engine)));
    lookAtClusters();
  }

  /** Does not watch these routes any more. */
  public synchronized void remove(Collection<PinnedRoute> routes) {
    routes.forEach(identities::remove);
    lookAtClusters();
  }

  private void lookAtClusters() {
    loops.lookAt(
        look,
        identities.keySet().stream()
            .flatMap(route -> route.plan().clusters().stream())
            .collect(Collectors.toSet()));
  }

  private final class Look implements ClusterLoops.Look {

    @Override
    public boolean look(Cluster cluster, Admin admin) {
      List<TopicIdentity> routes =
          identities.values().stream().filter(each -> !each.topics(cluster).isEmpty()).toList();
      readPins(cluster, routes);
      TopicCatalog catalog = new TopicCatalog(cluster, admin);
      List<String> topics = routes.stream().flatMap(each -> each.topics(cluster).stream()).toList();
      catalog.expect(topics);
      routes.forEach(each -> judge(each, catalog));
      topics.stream().limit(1).forEach(topic -> mustAnswer(catalog, topic));
      return !topics.isEmpty();
    }

    @Override
    public void failed(Cluster cluster, RuntimeException why) {
      // An outage: the engine waits for the cluster, and so does this.
      LOG.debug("cluster={} topics are not known", cluster.alias(), why);
    }
  }

  /**
   * Of a topic that was asked for with all others. A cluster that says no answers.
   *
   * @throws RouteFailedException if the cluster does not answer
   */
  private static void mustAnswer(TopicCatalog catalog, String topic) {
    try {
      catalog.find(topic);
    } catch (RouteFailedException e) {
      if (!(e.failure() instanceof InItsWords)) {
        throw e;
      }
    }
  }

  /** Those of all routes that have come since are read at once; the others do not need them. */
  private void readPins(Cluster target, List<TopicIdentity> routes) {
    List<TopicIdentity> lacking =
        routes.stream().filter(each -> each.target().equals(target) && each.lacksPins()).toList();
    if (lacking.isEmpty()) {
      return;
    }
    try {
      StoredPins stored = new PinsTopic(loops.clusters(), target).stored();
      lacking.forEach(each -> readPins(each, stored));
    } catch (RouteFailedException e) {
      LOG.debug("cluster={} pins are not known", target.alias(), e);
    }
  }

  /** Another version may have written some; they concern their route alone. */
  private static void readPins(TopicIdentity identity, StoredPins stored) {
    String route = identity.route().plan().name();
    try {
      stored.of(route).ifPresent(identity::pinned);
    } catch (RouteFailedException e) {
      if (identity.unreadable()) {
        LOG.warn("route={} its topics are not watched: {}", route, e.getMessage());
      }
    }
  }

  private void judge(TopicIdentity identity, TopicCatalog catalog) {
    try {
      identity.mustBeTheSame(catalog);
    } catch (RouteFailedException e) {
      if (e.isPermanent() && identities.get(identity.route()) == identity) {
        unfit.accept(identity.route(), String.valueOf(e.getMessage()));
      } else {
        LOG.debug("route={} topics are not known", identity.route().plan().name(), e);
      }
    }
  }
}
