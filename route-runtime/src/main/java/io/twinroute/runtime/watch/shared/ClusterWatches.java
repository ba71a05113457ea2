package io.twinroute.runtime.watch.shared;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.Clusters;
import java.util.HashMap;
import java.util.Map;

/**
 * The watches of all clusters in a process: one for each cluster, however many routes ask about it.
 * Routes may come and leave while others run. Thread-safe.
 */
public final class ClusterWatches {

  private final Clusters clusters;

  /** Guarded by this. */
  private final Map<Cluster, ClusterWatch> watches = new HashMap<>();

  public ClusterWatches(Clusters clusters) {
    this.clusters = clusters;
  }

  /** The watch of a cluster; never waits for the cluster. Whoever gets it closes it. */
  public synchronized ClusterWatch of(Cluster cluster) {
    ClusterWatch watch =
        watches.computeIfAbsent(cluster, one -> new ClusterWatch(this, clusters, one));
    watch.use();
    return watch;
  }

  synchronized void leave(ClusterWatch watch) {
    if (watch.leave()) {
      watches.remove(watch.cluster());
      watch.end();
    }
  }
}
