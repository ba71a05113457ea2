package io.twinroute.flink.accept;

import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.watch.shared.ClusterWatches;

/**
 * The watches that the tasks of this process share, whichever jobs they are of: clients do not
 * travel with a job. They end with the last task.
 */
final class ProcessWatches {

  static final ClusterWatches ALL = new ClusterWatches(new KafkaClusters());

  private ProcessWatches() {}
}
