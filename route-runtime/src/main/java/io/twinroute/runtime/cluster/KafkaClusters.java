package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.contact.Contact;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The clusters that a route file names, with their own settings on top of ours. */
public final class KafkaClusters implements Clusters {

  /** For how long a look at a cluster holds; clients are often made in quick succession. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  /** Brokers send a larger record nevertheless if it is the first. */
  private static final int SPARING_PARTITION_BYTES = 64 * 1024;

  private static final int SPARING_BYTES = 1024 * 1024;

  /** When clusters were found to be what they are taken for, in nanoseconds. */
  private final Map<Cluster, Long> looked = new ConcurrentHashMap<>();

  @Override
  public Admin admin(Cluster cluster) {
    return usable(cluster, () -> Admin.create(impatient(cluster)));
  }

  @Override
  public Consumer<byte[], byte[]> consumer(Cluster cluster) {
    return consumer(cluster, impatient(cluster));
  }

  @Override
  public Consumer<byte[], byte[]> sparingConsumer(Cluster cluster) {
    Map<String, Object> settings = impatient(cluster);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SPARING_PARTITION_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, SPARING_BYTES);
    return consumer(cluster, settings);
  }

  private Consumer<byte[], byte[]> consumer(Cluster cluster, Map<String, Object> settings) {
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50); // it often reads to a topic's end
    return usable(
        cluster,
        () ->
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  @Override
  public Producer<byte[], byte[]> producer(
      Cluster cluster, String transactionalId, Duration timeout) {
    Properties settings = ClusterClients.settings(cluster);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ClusterClients.ANSWER_TIMEOUT.toMillis());
    settings.putAll(RecordSizes.producerOfCopies(cluster.properties()::get));
    return usable(
        cluster,
        () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private <T> T usable(Cluster cluster, Supplier<T> client) {
    Long last = looked.get(cluster);
    if (last == null || System.nanoTime() - last > KEPT.toNanos()) {
      Contact.mustBeSafe(cluster);
      looked.put(cluster, System.nanoTime());
    }
    try {
      return client.get();
    } catch (KafkaException | LinkageError e) {
      throw ClusterClients.unusable(cluster, e);
    }
  }

  private static Map<String, Object> impatient(Cluster cluster) {
    int millis = (int) ClusterClients.ANSWER_TIMEOUT.toMillis();
    Map<String, Object> settings = new HashMap<>(cluster.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, millis / 2);
    return settings;
  }
}
