package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Clusters for tests, made of Kafka's own mock clients; one for each alias. */
public final class FakeClusters implements Clusters {

  private final Map<String, FakeCluster> clusters = new ConcurrentHashMap<>();

  /** The cluster with this alias; empty when it is first asked for. */
  public FakeCluster get(String alias) {
    return clusters.computeIfAbsent(alias, FakeCluster::new);
  }

  @Override
  public Admin admin(Cluster cluster) {
    return get(cluster.alias()).admin();
  }

  @Override
  public Consumer<byte[], byte[]> consumer(Cluster cluster) {
    return new FakeConsumer(get(cluster.alias()));
  }

  @Override
  public Producer<byte[], byte[]> producer(
      Cluster cluster, String transactionalId, Duration timeout) {
    return new FakeProducer(get(cluster.alias()), transactionalId);
  }
}
