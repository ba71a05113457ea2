package io.twinroute.it.support;

import io.twinroute.config.plan.Cluster;

/** Kafka clusters for tests, whatever they run on. */
public interface TestClusters extends AutoCloseable {

  /** The cluster with this alias, which must be one of those that were started. */
  Cluster cluster(String alias);

  /** From now on the cluster does not answer; its data and its address stay. */
  void stop(String alias);

  /** Ends what {@link #stop} began. */
  void restart(String alias);

  @Override
  void close();
}
