package io.twinroute.flink;

import io.twinroute.flink.service.FlinkAdapter;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.cluster.shared.SharedAdminClusters;
import io.twinroute.runtime.service.RouterCommand;

/** The Flink router's process. */
public final class FlinkRouter {

  private FlinkRouter() {}

  /** Runs {@code run} or {@code plan}; see {@link RouterCommand}. */
  public static void main(String[] args) {
    Clusters clusters = new SharedAdminClusters(new KafkaClusters());
    System.exit(RouterCommand.execute(clusters, new FlinkAdapter(clusters), args));
  }
}
