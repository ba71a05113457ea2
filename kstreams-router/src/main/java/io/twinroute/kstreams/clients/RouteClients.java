package io.twinroute.kstreams.clients;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Like the clients that Streams makes itself, but its producers report their transactions and
 * commit no empty ones, its consumers poll rarely while nothing arrives, and routes share an admin
 * client. With exactly-once a stream thread has one producer for all its tasks, and one transaction
 * at a time.
 */
public final class RouteClients implements KafkaClientSupplier {

  private final CommitListener listener;
  private final Function<Map<String, Object>, Admin> admins;

  /**
   * @param admins returns the admin client for these settings
   */
  public RouteClients(CommitListener listener, Function<Map<String, Object>, Admin> admins) {
    this.listener = listener;
    this.admins = admins;
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new RouteProducer(config, listener);
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return admins.apply(config);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new RouteConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new RestoreConsumer(config);
  }

  /** No route has a global table. */
  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }
}
