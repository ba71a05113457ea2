package io.twinroute.kstreams.mirror;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.References;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.connect.MirrorReport;
import io.twinroute.mirror.connect.MirrorSupervisor;
import io.twinroute.mirror.prune.Leftovers;
import io.twinroute.mirror.prune.Pruning;
import io.twinroute.mirror.prune.Readers;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirrors that copy to one target cluster, and the Connect worker in this process that runs
 * them unless the settings name another one. If others run the mirrors, nothing is started, applied
 * or watched. Thread-safe.
 */
public final class TargetMirrors implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration RETIREMENT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(TargetMirrors.class);

  private final Clusters clusters;
  private final Cluster target;
  private final StreamsSettings settings;
  private final String installation;

  /** Null if others run the mirrors. */
  private final @Nullable MirrorSupervisor supervisor;

  private final KnownConnectors known = new KnownConnectors();

  /** Done when the connectors that were released last are removed, or cannot be. */
  private volatile CompletableFuture<Void> retirement = CompletableFuture.completedFuture(null);

  private TargetMirrors(
      Clusters clusters,
      Cluster target,
      StreamsSettings settings,
      String installation,
      @Nullable MirrorSupervisor supervisor) {
    this.clusters = clusters;
    this.target = target;
    this.settings = settings;
    this.installation = installation;
    this.supervisor = supervisor;
  }

  /**
   * The mirrors of a target; they are left alone until {@link #awaitRunning}.
   *
   * @param routes all routes on {@code target}
   * @param known all clusters of the route file
   * @param installation the installation of the routes; empty if it is not needed
   * @throws RouteFailedException if one of them cannot be mirrored
   */
  public static TargetMirrors of(
      Clusters clusters,
      Cluster target,
      List<RoutePlan> routes,
      Collection<Cluster> known,
      StreamsSettings settings,
      String installation) {
    List<MirrorConnector> connectors = connectors(routes, settings, installation);
    String connect = settings.connect();
    TargetMirrors mirrors =
        new TargetMirrors(
            clusters,
            target,
            settings,
            installation,
            settings.mirror() == Mirror.EXTERNAL
                ? null
                : MirrorSupervisor.start(
                    clusters,
                    target,
                    known,
                    connect == null ? null : URI.create(connect),
                    connectors));
    mirrors.known.lookAfter(connectors);
    return mirrors;
  }

  private static List<MirrorConnector> connectors(
      List<RoutePlan> routes, StreamsSettings settings, String installation) {
    References references =
        settings.connect() == null ? References.ROUTE_FILE : References.VARIABLES;
    try {
      return MirrorConnectors.of(routes, settings, references).stream()
          .map(connector -> connector.madeBy(installation))
          .toList();
    } catch (MirrorException e) {
      throw failed(e.getMessage());
    }
  }

  /**
   * Adds the connectors of new routes to the worker. Existing connectors stay as they are until the
   * router starts again.
   *
   * @param routes all routes on the target
   * @param clusters all of the route file
   * @throws RouteFailedException if the worker does not accept all new connectors: {@link #release}
   *     removes those that it has created
   */
  public void add(List<RoutePlan> routes, Collection<Cluster> clusters)
      throws InterruptedException {
    List<MirrorConnector> more = known.further(connectors(routes, settings, installation));
    if (supervisor == null || more.isEmpty()) {
      return;
    }
    known.ask(more);
    try {
      supervisor.add(more, clusters).get();
    } catch (ExecutionException e) {
      throw new RouteFailedException(
          "Mirroring: " + Objects.requireNonNullElse(e.getCause(), e).getMessage(), e);
    }
    known.lookAfter(more);
  }

  /**
   * Removes the connectors that neither these routes nor others need, by the rules of {@code mirror
   * prune}; their offsets stay. Without any route, the worker in this process ends afterwards.
   * Returns at once.
   *
   * @param file its enabled routes run
   * @return whether no route is left
   */
  public boolean release(RouteFile file) {
    List<RoutePlan> routes = file.routesTo(target);
    Set<String> obsolete = known.forgetOthersThan(connectors(routes, settings, installation));
    if (supervisor != null && (!obsolete.isEmpty() || routes.isEmpty())) {
      retirement =
          supervisor
              .retire(obsolete, worker -> remove(obsolete, routes, worker))
              .whenComplete((nothing, failure) -> retired(obsolete, failure, routes.isEmpty()));
    }
    return routes.isEmpty();
  }

  private void retired(Set<String> obsolete, @Nullable Throwable failure, boolean all) {
    if (failure != null) {
      known.keep(obsolete); // the next release tries again
      LOG.warn(
          "target={} connectors {} may remain and keep copying: {}; './twinroute mirror prune' removes them",
          target.alias(),
          obsolete,
          failure.getMessage());
    }
    if (all) {
      requestStop();
    }
  }

  private void remove(Set<String> obsolete, List<RoutePlan> routes, ConnectClient worker) {
    Map<String, MirrorConnector> present = worker.connectors();
    present.keySet().retainAll(obsolete);
    Leftovers leftovers = Leftovers.of(Readers.of(clusters, target, routes, installation), present);
    Pruning.remove(leftovers, worker);
    leftovers
        .own()
        .forEach(left -> LOG.info("target={} removed {}", target.alias(), left.connector().name()));
    leftovers
        .kept()
        .forEach(
            kept ->
                LOG.info("target={} keeps {}: {}", target.alias(), kept.connector(), kept.why()));
  }

  /**
   * Waits for a worker that has the connectors. One inside this process is started if there is none
   * or it has stopped, and the connectors are applied to a worker that does not have them yet.
   *
   * @param stop ends the waiting at once
   * @return false if {@code stop} came first
   * @throws RouteFailedException if there is no such worker, and none can be started
   */
  public boolean awaitRunning(CountDownLatch stop) throws InterruptedException {
    if (supervisor == null || supervisor.report().applied()) {
      return true;
    }
    long asked = System.nanoTime();
    supervisor.ensureRunning();
    while (!stop.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      MirrorReport report = supervisor.report();
      if (report.began() - asked > 0) {
        if (!report.applied()) {
          throw failed(report.failure().orElse(null));
        }
        return true;
      }
    }
    return false;
  }

  /** The mirrors of one of the routes. */
  public RouteMirrors of(RoutePlan route) {
    List<String> connectors =
        route.sources().map(source -> MirrorNames.connector(source, target)).toList();
    return supervisor == null ? new OthersMirrors() : new SupervisedMirrors(supervisor, connectors);
  }

  /** Asks for the end of the worker in this process; returns at once. */
  public void requestStop() {
    if (supervisor != null) {
      supervisor.requestStop();
    }
  }

  /** Ends the worker in this process, or leaves it behind after a few seconds. */
  @Override
  public void close() {
    if (supervisor != null) {
      supervisor.close();
    }
  }

  /**
   * Waits until the removal that {@link #release} began without any route left has ended, and the
   * worker in this process too. A later start of the same connectors then meets no pending removal.
   *
   * @throws RouteFailedException if that takes too long
   */
  public void awaitEnd() throws InterruptedException {
    try {
      retirement.get(RETIREMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.debug("target={} connectors were not removed", target.alias(), e);
    } catch (TimeoutException e) {
      throw failed(
          "connectors on %s that no route has needed are still being removed; try again in a minute"
              .formatted(target));
    }
    close();
  }

  private static RouteFailedException failed(@Nullable String why) {
    return new RouteFailedException("Mirroring: " + why);
  }

  /** Others supervise them. */
  private record OthersMirrors() implements RouteMirrors {

    @Override
    public Look lastLook() {
      return new Look(System.nanoTime(), Optional.empty());
    }

    @Override
    public void restartFailed() {}
  }
}
