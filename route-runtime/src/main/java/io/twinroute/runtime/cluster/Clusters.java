package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Hands out Kafka clients. Whoever gets one closes it. Thread-safe; the clients are as thread-safe
 * as Kafka's own.
 */
public interface Clusters {

  /**
   * An admin client.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the settings do not make a client, or what
   *     answers is no broker that speaks as they say
   */
  Admin admin(Cluster cluster);

  /**
   * A consumer of committed records that belongs to no group.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the settings do not make a client, or what
   *     answers is no broker that speaks as they say
   */
  Consumer<byte[], byte[]> consumer(Cluster cluster);

  /** The same for who looks at single records of many partitions: it fetches and buffers little. */
  default Consumer<byte[], byte[]> sparingConsumer(Cluster cluster) {
    return consumer(cluster);
  }

  /**
   * A producer for transactions.
   *
   * @param transactionalId a producer with the same id that comes later fences it
   * @param timeout after which the cluster aborts a transaction that is left open
   * @throws io.twinroute.runtime.RouteFailedException if the settings do not make a client, or what
   *     answers is no broker that speaks as they say
   */
  Producer<byte[], byte[]> producer(Cluster cluster, String transactionalId, Duration timeout);
}
