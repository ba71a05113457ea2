package io.twinroute.flink.accept;

import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.watch.shared.ClusterWatches;

/**
 * The watches that all tasks of this process share, even of different jobs, because a job cannot
 * contain clients. They end with the last task.
 */
final class ProcessWatches {

  static final ClusterWatches ALL = new ClusterWatches(new KafkaClusters());

  private ProcessWatches() {}
}
