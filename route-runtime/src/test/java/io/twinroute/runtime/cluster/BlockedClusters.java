package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Clusters of which some accept connections and answer nothing: who asks them waits. */
public final class BlockedClusters implements Clusters {

  private final Clusters clusters;
  private final Set<String> blocked = ConcurrentHashMap.newKeySet();
  private final CountDownLatch released = new CountDownLatch(1);

  public BlockedClusters(Clusters clusters) {
    this.clusters = clusters;
  }

  /** From now on nobody gets a client of this cluster. */
  public void block(String alias) {
    blocked.add(alias);
  }

  /** Whoever waits gets a client. */
  public void release() {
    released.countDown();
  }

  private void await(Cluster cluster) {
    if (blocked.contains(cluster.alias())) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RouteFailedException("interrupted");
      }
    }
  }

  @Override
  public Admin admin(Cluster cluster) {
    await(cluster);
    return clusters.admin(cluster);
  }

  @Override
  public Consumer<byte[], byte[]> consumer(Cluster cluster) {
    await(cluster);
    return clusters.consumer(cluster);
  }

  @Override
  public Producer<byte[], byte[]> producer(
      Cluster cluster, String transactionalId, Duration timeout) {
    await(cluster);
    return clusters.producer(cluster, transactionalId, timeout);
  }
}
