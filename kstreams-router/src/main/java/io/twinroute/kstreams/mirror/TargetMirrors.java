package io.twinroute.kstreams.mirror;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.References;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.connect.MirrorReport;
import io.twinroute.mirror.connect.MirrorSupervisor;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The mirrors that copy to one target cluster, and the Connect worker in this process that runs
 * them unless the settings name another one. Where the mirrors are someone else's business, nothing
 * is started, applied or watched. Thread-safe.
 */
public final class TargetMirrors implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(50);

  private final Cluster target;

  /** Null where the mirrors are someone else's business. */
  private final @Nullable MirrorSupervisor supervisor;

  private TargetMirrors(Cluster target, @Nullable MirrorSupervisor supervisor) {
    this.target = target;
    this.supervisor = supervisor;
  }

  /**
   * The mirrors of a target; they are left alone until {@link #awaitRunning}.
   *
   * @param routes all routes on {@code target}
   * @param known all clusters of the route file
   * @param installation that they belong to; empty if nobody asks
   * @throws RouteFailedException if one of them cannot be mirrored
   */
  public static TargetMirrors of(
      Clusters clusters,
      Cluster target,
      List<RoutePlan> routes,
      Collection<Cluster> known,
      StreamsSettings settings,
      String installation) {
    String connect = settings.connect();
    References references = connect == null ? References.ROUTE_FILE : References.VARIABLES;
    List<MirrorConnector> connectors;
    try {
      connectors =
          MirrorConnectors.of(routes, settings, references).stream()
              .map(connector -> connector.madeBy(installation))
              .toList();
    } catch (MirrorException e) {
      throw failed(e.getMessage());
    }
    if (settings.mirror() == Mirror.EXTERNAL) {
      return new TargetMirrors(target, null);
    }
    return new TargetMirrors(
        target,
        MirrorSupervisor.start(
            clusters, target, known, connect == null ? null : URI.create(connect), connectors));
  }

  /**
   * Waits for a worker that has the connectors. One inside this process is started if there is none
   * or it has stopped, and the connectors are applied to a worker that has not got them yet.
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
          throw failed(report.trouble());
        }
        return true;
      }
    }
    return false;
  }

  /** The mirrors of one of the routes. */
  public RouteMirrors of(RoutePlan route) {
    List<String> connectors =
        route.inputs().stream().map(input -> MirrorNames.connector(input, target)).toList();
    return supervisor == null ? new OthersMirrors() : new OwnMirrors(supervisor, connectors);
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

  private static RouteFailedException failed(@Nullable String why) {
    return new RouteFailedException("Mirroring: " + why);
  }

  /** Whoever runs them looks after them. */
  private record OthersMirrors() implements RouteMirrors {

    @Override
    public Look lastLook() {
      return new Look(System.nanoTime(), Optional.empty());
    }

    @Override
    public void restartFailed() {}
  }

  private record OwnMirrors(MirrorSupervisor supervisor, List<String> connectors)
      implements RouteMirrors {

    @Override
    public Look lastLook() {
      MirrorReport report = supervisor.report();
      return new Look(report.began(), report.failure(connectors));
    }

    @Override
    public void restartFailed() {
      supervisor.restartFailed(connectors);
    }
  }
}
