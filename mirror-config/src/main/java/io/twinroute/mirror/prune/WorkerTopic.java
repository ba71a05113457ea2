package io.twinroute.mirror.prune;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.CompactedTopic;
import io.twinroute.runtime.cluster.TopicCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * The connectors of the worker inside a router, as its configuration topic holds them. So they can
 * be looked at where no router runs: a worker that was started for it would run them.
 *
 * <p>The records' form is Connect's own, the same since Kafka 0.9: a key {@code connector-<name>}
 * with a JSON object whose {@code properties} are the settings.
 */
final class WorkerTopic {

  private static final String CONNECTOR = "connector-";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private WorkerTopic() {}

  /**
   * The connectors by name; none if there has never been such a worker.
   *
   * @throws RouteFailedException if the target gives no answer, or one that cannot be read
   */
  static Map<String, MirrorConnector> connectors(Clusters clusters, Cluster target) {
    String topic = MirrorNames.configTopic(target);
    try (Admin admin = clusters.admin(target)) {
      if (new TopicCheck(target, admin).find(topic).isEmpty()) {
        return Map.of();
      }
    }
    Map<String, MirrorConnector> connectors = new LinkedHashMap<>();
    CompactedTopic stored = new CompactedTopic(clusters, target, topic, PATIENCE);
    ClusterClients.read(target, topic, () -> stored.values(0))
        .forEach(
            (key, value) -> {
              if (key.startsWith(CONNECTOR)) {
                String name = key.substring(CONNECTOR.length());
                connectors.put(name, new MirrorConnector(name, settings(target, name, value)));
              }
            });
    return connectors;
  }

  private static Map<String, String> settings(Cluster target, String connector, byte[] value) {
    try {
      StoredConnector stored = JSON.readValue(value, StoredConnector.class);
      return stored.properties();
    } catch (IOException e) {
      // Without the cause: its message quotes settings, which may be secret.
      throw new RouteFailedException(
          "Topic '%s' on cluster %s holds no readable settings of connector %s."
              .formatted(MirrorNames.configTopic(target), target, connector));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record StoredConnector(@JsonProperty(required = true) Map<String, String> properties) {}
}
