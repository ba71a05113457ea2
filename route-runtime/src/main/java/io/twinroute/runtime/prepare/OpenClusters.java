package io.twinroute.runtime.prepare;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;

/** The clusters of some routes, each with an admin client. */
final class OpenClusters implements AutoCloseable {

  private final Clusters clusters;
  private final Map<String, Cluster> used = new LinkedHashMap<>();
  private final Map<String, Admin> admins = new HashMap<>();

  OpenClusters(Clusters clusters) {
    this.clusters = clusters;
  }

  /**
   * One of a cluster is enough for all routes.
   *
   * @throws io.twinroute.runtime.RouteFailedException if it cannot have a client
   */
  void add(Cluster cluster) {
    admins.computeIfAbsent(cluster.alias(), alias -> clusters.admin(cluster));
    used.putIfAbsent(cluster.alias(), cluster);
  }

  /** Asks all of them before it waits for the first answer. */
  void mustAnswer(Problems problems) {
    var answers = new LinkedHashMap<Cluster, Future<String>>();
    used.values().forEach(c -> answers.put(c, admin(c).describeCluster().clusterId()));
    answers.forEach(
        (cluster, answer) ->
            problems.collect(() -> ClusterClients.answer(cluster, "describe the cluster", answer)));
  }

  /**
   * The client of a cluster.
   *
   * @throws IllegalStateException if it was not {@linkplain #add added}
   */
  Admin admin(Cluster cluster) {
    Admin admin = admins.get(cluster.alias());
    if (admin == null) {
      throw new IllegalStateException("no client for " + cluster);
    }
    return admin;
  }

  @Override
  public void close() {
    admins.values().forEach(admin -> admin.close(Duration.ZERO));
  }
}
