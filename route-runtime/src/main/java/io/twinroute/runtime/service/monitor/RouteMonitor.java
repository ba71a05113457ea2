package io.twinroute.runtime.service.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.runtime.SharedThread;
import io.twinroute.runtime.metrics.Meters;
import io.twinroute.runtime.metrics.Metric;
import io.twinroute.runtime.metrics.RouteSamples;
import io.twinroute.runtime.metrics.Sample;
import io.twinroute.runtime.ready.RouteProgress;
import io.twinroute.runtime.ready.Surroundings;
import io.twinroute.runtime.supervise.SupervisedRoute;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the routes every second: for the metrics, and for whether they get on. Who asks for
 * either gets what the last look has found; no request waits for a cluster.
 */
@Singleton
public class RouteMonitor {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(RouteMonitor.class);

  private final WatchedRoutes board;
  private final Meters meters;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Of the looks alone. */
  private final Map<SupervisedRoute, RouteProgress> progress = new HashMap<>();

  /** Those that could not be looked at the last time; of the looks alone. */
  private final Set<SupervisedRoute> unseen = new HashSet<>();

  private volatile Map<String, Optional<String>> reasons = Map.of();

  RouteMonitor(WatchedRoutes board, MeterRegistry registry) {
    this.board = board;
    this.meters = new Meters(registry);
  }

  /** Begins to look. */
  public void start(Engine engine) {
    SharedThread.of("metrics", () -> run(engine)).start();
  }

  private void run(Engine engine) {
    try {
      do {
        try {
          look(engine);
        } catch (RuntimeException e) {
          LOG.debug("the routes could not be looked at", e);
        }
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of each route why it is not ready; empty if it is. As of the last look. */
  Map<String, Optional<String>> reasons() {
    return reasons;
  }

  /** A look, besides those that it makes itself. */
  public synchronized void look(Engine engine) {
    List<SupervisedRoute> routes = board.routes();
    progress.keySet().retainAll(routes);
    unseen.retainAll(routes);
    List<Sample> samples = new ArrayList<>();
    Map<String, Optional<String>> found = new LinkedHashMap<>();
    Set<Cluster> clusters = new LinkedHashSet<>();
    for (SupervisedRoute route : routes) {
      clusters.addAll(RouteProgress.clusters(route.route()));
      try {
        samples.addAll(look(engine, route, found));
        unseen.remove(route);
      } catch (RuntimeException e) {
        found.putIfAbsent(route.name(), reasons.getOrDefault(route.name(), Optional.empty()));
        if (unseen.add(route)) {
          LOG.warn("route={} has no metrics for now: {}", route.name(), e.toString(), e);
        }
      }
    }
    for (Cluster cluster : clusters) {
      double up = board.outage(cluster).isPresent() ? 0 : 1;
      samples.add(new Sample(Metric.CLUSTER_UP, List.of(engine.id(), cluster.alias()), () -> up));
    }
    reasons = found;
    meters.show(samples);
  }

  private List<Sample> look(
      Engine engine, SupervisedRoute route, Map<String, Optional<String>> found) {
    Surroundings now =
        new Surroundings(board.lags(route), board.openTransactions(route.route()), board::outage);
    Optional<String> reason =
        progress
            .computeIfAbsent(route, one -> new RouteProgress(one, System::nanoTime, Instant::now))
            .look(now);
    found.put(route.name(), reason);
    return RouteSamples.of(
        route,
        engine,
        now.lags(),
        now.transactions(),
        reason.isEmpty(),
        System::currentTimeMillis,
        System::nanoTime);
  }

  @PreDestroy
  void close() {
    closed.countDown();
  }
}
