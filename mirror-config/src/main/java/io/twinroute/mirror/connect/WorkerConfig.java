package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.secrets.WorkerSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.converters.ByteArrayConverter;

/** The settings of a Connect worker inside a router's process. */
public final class WorkerConfig {

  private static final int MAX_REPLICATION = 3;

  /** The kinds of clients that a worker creates; their names are the prefixes of their settings. */
  public static final List<String> CLIENTS = List.of("producer", "consumer", "admin");

  private WorkerConfig() {}

  /**
   * @param brokers how many brokers the target has now, which bounds the replication of the
   *     worker's topics
   * @param secrets of this worker
   */
  static Map<String, String> of(Cluster target, int brokers, WorkerSecrets secrets) {
    Map<String, String> config = new LinkedHashMap<>(readingOwnTopics());
    config.putAll(target.properties());
    CLIENTS.forEach(
        client -> target.properties().forEach((k, v) -> config.put(client + "." + k, v)));
    config.put("bootstrap.servers", target.bootstrapServers());
    config.put("group.id", MirrorNames.workerGroup(target));
    // A token keeps out other users of this machine; port 0 is any free one.
    config.put("listeners", "http://127.0.0.1:0");
    config.remove("admin.listeners"); // nobody asks for a token there
    config.put("connect.protocol", "sessioned"); // workers sign what they ask of each other
    config.putAll(secrets.settings(target.properties()));
    topics(config, target, Math.max(1, Math.min(MAX_REPLICATION, brokers)));
    plugins(config);
    config.put("exactly.once.source.support", "enabled");
    config.putAll(recovery());
    return config;
  }

  private static void topics(Map<String, String> config, Cluster target, int replication) {
    config.put("config.storage.topic", MirrorNames.configTopic(target));
    config.put("offset.storage.topic", MirrorNames.offsetTopic(target));
    config.put("status.storage.topic", MirrorNames.statusTopic(target));
    // Connect's defaults are 25 and 5 partitions, sized for thousands of connectors.
    config.put("offset.storage.partitions", "5");
    config.put("status.storage.partitions", "2");
    String factor = Integer.toString(replication);
    config.put("config.storage.replication.factor", factor);
    config.put("offset.storage.replication.factor", factor);
    config.put("status.storage.replication.factor", factor);
  }

  private static void plugins(Map<String, String> config) {
    // Manifests on the classpath; scanning every class of the router would take seconds.
    config.put("plugin.discovery", "service_load");
    config.put("key.converter", ByteArrayConverter.class.getName());
    config.put("value.converter", ByteArrayConverter.class.getName());
    config.put("header.converter", ByteArrayConverter.class.getName());
    config.put(
        "connector.client.config.override.policy",
        AllConnectorClientConfigOverridePolicy.class.getName());
  }

  /** With every transaction, tasks commit offsets that the worker reads: some at a time. */
  public static Map<String, String> readingOwnTopics() {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("fetch.min.bytes", "65536");
    config.put("fetch.max.wait.ms", "100");
    return config;
  }

  /** The settings with which a worker resumes within seconds after a failure. */
  public static Map<String, String> recovery() {
    Map<String, String> config = new LinkedHashMap<>();
    // After a kill -9 the group waits for the dead member this long; brokers allow no less.
    config.put("session.timeout.ms", "6000");
    config.put("heartbeat.interval.ms", "2000");
    // The default holds a lost worker's tasks back for five minutes, in case it returns.
    config.put("scheduled.rebalance.max.delay.ms", "0");
    // The default leaves the group for five minutes when the target was out of reach for seconds.
    config.put("worker.unsync.backoff.ms", "5000");
    return config;
  }
}
