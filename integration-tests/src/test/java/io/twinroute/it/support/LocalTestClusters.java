package io.twinroute.it.support;

import io.twinroute.config.plan.Cluster;
import io.twinroute.demo.local.LocalClusters;

/** Each broker is a process of this machine. */
final class LocalTestClusters implements TestClusters {

  private final LocalClusters clusters;

  LocalTestClusters(String... aliases) {
    clusters = LocalClusters.start(aliases);
  }

  @Override
  public Cluster cluster(String alias) {
    return clusters.cluster(alias).asCluster();
  }

  @Override
  public void stop(String alias) {
    clusters.stop(alias);
  }

  @Override
  public void restart(String alias) {
    clusters.restart(alias);
  }

  @Override
  public void close() {
    clusters.close();
  }
}
