package io.twinroute.mirror.prune;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.connect.EmbeddedConnectWorker;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;

/** Finds the connectors that a route file has left behind, and removes them. */
public final class Pruning {

  private final Clusters clusters;
  private final RouteFile file;

  public Pruning(Clusters clusters, RouteFile file) {
    this.clusters = clusters;
    this.file = file;
  }

  /** The clusters that the file's routes write to, in its order. */
  public List<Cluster> targets() {
    return file.routes().stream().map(route -> route.output().cluster()).distinct().toList();
  }

  /**
   * The one of the targets that a worker belongs to.
   *
   * @throws MirrorException if it is none of them, or the worker does not answer
   * @throws io.twinroute.runtime.RouteFailedException if a target gives no answer
   */
  public Cluster targetOf(ConnectClient worker) {
    String id = worker.info().clusterId();
    return targets().stream()
        .filter(target -> id.equals(idOf(target)))
        .findFirst()
        .orElseThrow(
            () ->
                new MirrorException(
                    "Connect at %s works on the cluster with the id %s, to which no route of the file writes; name a worker of the target's with --connect"
                        .formatted(worker.url(), id)));
  }

  private String idOf(Cluster target) {
    try (Admin admin = clusters.admin(target)) {
      return Objects.requireNonNullElse(
          ClusterClients.answer(
              target, "describe the cluster", admin.describeCluster().clusterId()),
          "");
    }
  }

  /** What a worker has that no route to its target reads. */
  public Leftovers at(ConnectClient worker, Cluster target) {
    return Leftovers.of(readers(target), worker.connectors());
  }

  /** What the worker inside a router has that no route to its target reads. */
  public Leftovers inRouter(Cluster target) {
    return Leftovers.of(readers(target), WorkerTopic.connectors(clusters, target));
  }

  private Readers readers(Cluster target) {
    List<RoutePlan> routes =
        file.routes().stream().filter(route -> route.output().cluster().equals(target)).toList();
    return Readers.of(clusters, target, routes);
  }

  /** Removes the leftover connectors of a worker. */
  public static void remove(Leftovers leftovers, ConnectClient worker) {
    leftovers.own().forEach(left -> worker.takeOut(left.topics(), left.connector()));
  }

  /**
   * The same where the worker is inside a router, which need not run: a worker of the same group is
   * started for it, and ended.
   */
  public void removeInRouter(Leftovers leftovers, Cluster target) {
    if (leftovers.own().isEmpty()) {
      return;
    }
    try (EmbeddedConnectWorker worker =
        EmbeddedConnectWorker.start(clusters, target, file.clusters().values())) {
      remove(leftovers, worker.client());
    }
  }
}
