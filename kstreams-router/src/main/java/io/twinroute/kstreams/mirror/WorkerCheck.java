package io.twinroute.kstreams.mirror;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.References;
import io.twinroute.mirror.SilentWorkerException;
import io.twinroute.mirror.UnfitWorkerException;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.connect.ConnectWorkerInfo;
import io.twinroute.mirror.connect.ReferenceCheck;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.failure.Failure.Interrupted;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Checks a Connect worker that others run, before anything is written for it. */
public final class WorkerCheck {

  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private WorkerCheck() {}

  /**
   * Waits a few seconds for a worker that is just being started; one that accepts a connection but
   * does not answer is not asked again.
   *
   * @param connect the worker's base URL
   * @param routes all routes on {@code target}
   * @throws RouteFailedException if it does not answer, writes to another cluster than {@code
   *     target}, or cannot resolve the connectors' references to secrets
   */
  public static void require(
      Clusters clusters,
      Cluster target,
      String connect,
      List<RoutePlan> routes,
      StreamsSettings settings) {
    URI url = URI.create(connect);
    ConnectClient client = new ConnectClient(url);
    ConnectWorkerInfo worker = info(client);
    try (Admin admin = clusters.admin(target)) {
      String wanted =
          ClusterClients.answer(target, "report its id", admin.describeCluster().clusterId());
      if (!worker.clusterId().equals(wanted)) {
        throw new RouteFailedException(
            new Misconfigured(
                "Connect at %s:%d %s"
                    .formatted(
                        url.getHost(),
                        url.getPort(),
                        worker.misplaced(target.toString(), wanted))));
      }
    }
    try {
      ReferenceCheck.require(client, MirrorConnectors.of(routes, settings, References.VARIABLES));
    } catch (UnfitWorkerException e) {
      throw new RouteFailedException(new Misconfigured(e.getMessage() + "."), e);
    } catch (MirrorException e) {
      throw new RouteFailedException("Mirroring: " + e.getMessage(), e);
    }
  }

  private static ConnectWorkerInfo info(ConnectClient worker) {
    for (int attempt = 1; ; attempt++) {
      try {
        return worker.info();
      } catch (MirrorException e) {
        if (attempt == ATTEMPTS || e instanceof SilentWorkerException) {
          throw new RouteFailedException("Mirroring: " + e.getMessage(), e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RouteFailedException(new Interrupted("waiting for a Connect worker"), e);
    }
  }
}
