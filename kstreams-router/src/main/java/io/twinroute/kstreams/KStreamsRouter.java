package io.twinroute.kstreams;

import io.twinroute.kstreams.service.KStreamsAdapter;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.cluster.shared.SharedAdminClusters;
import io.twinroute.runtime.service.RouterCommand;

/** The Kafka Streams router's main class. */
public final class KStreamsRouter {

  private KStreamsRouter() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    Clusters clusters = new SharedAdminClusters(new KafkaClusters());
    // Connect and Netty leave threads behind that would keep the process.
    System.exit(RouterCommand.execute(clusters, new KStreamsAdapter(clusters), args));
  }
}
