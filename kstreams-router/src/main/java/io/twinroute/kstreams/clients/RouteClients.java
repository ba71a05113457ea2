package io.twinroute.kstreams.clients;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients that Streams would make itself, but with producers that report their transactions and
 * commit none that holds nothing, with consumers that ask seldom while nothing comes, and with an
 * admin client that routes share. With exactly-once a stream thread has one producer for all its
 * tasks, and one transaction at a time.
 */
public final class RouteClients implements KafkaClientSupplier {

  private final CommitListener listener;
  private final Function<Map<String, Object>, Admin> admins;

  /**
   * @param admins hands out the admin client for such settings
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
