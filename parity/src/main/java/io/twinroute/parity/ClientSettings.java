package io.twinroute.parity;

import io.twinroute.config.plan.Cluster;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka clients of a cluster, which give up on a silent broker within 15 seconds. */
final class ClientSettings {
  private static final int REQUEST_TIMEOUT_MILLIS = 8_000;
  private static final int API_TIMEOUT_MILLIS = 15_000;
  private static final int RECORDS_PER_POLL = 5_000;

  private ClientSettings() {}

  static Admin newAdmin(Cluster cluster) {
    return Admin.create(of(cluster));
  }

  static KafkaConsumer<byte[], byte[]> newConsumer(Cluster cluster) {
    Map<String, Object> settings = of(cluster);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Records that go away while they are read are an error, not a shorter result.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> of(Cluster cluster) {
    Map<String, Object> settings = new HashMap<>(cluster.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    return settings;
  }
}
