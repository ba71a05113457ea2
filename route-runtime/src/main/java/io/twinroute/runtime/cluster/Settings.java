package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** How topics and brokers are set up. */
public final class Settings {

  private Settings() {}

  /**
   * One setting of a topic, the cluster's defaults included.
   *
   * @return empty if the cluster knows no such setting
   * @throws io.twinroute.runtime.RouteFailedException if the cluster refuses to report it or does
   *     not answer in time
   */
  public static Optional<String> find(Cluster cluster, Admin admin, String topic, String key) {
    return find(cluster, admin, new ConfigResource(ConfigResource.Type.TOPIC, topic), key);
  }

  /**
   * One setting of a topic or a broker, the cluster's defaults included.
   *
   * @return empty if the cluster knows no such setting
   * @throws io.twinroute.runtime.RouteFailedException if the cluster refuses to report it or does
   *     not answer in time
   */
  public static Optional<String> find(
      Cluster cluster, Admin admin, ConfigResource resource, String key) {
    return Optional.ofNullable(all(cluster, admin, resource).get(key));
  }

  /**
   * All settings of a topic that have a value, the cluster's defaults included.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the cluster refuses to report it or does
   *     not answer in time
   */
  public static Map<String, String> all(Cluster cluster, Admin admin, String topic) {
    return all(cluster, admin, new ConfigResource(ConfigResource.Type.TOPIC, topic));
  }

  private static Map<String, String> all(Cluster cluster, Admin admin, ConfigResource resource) {
    Config config =
        ClusterClients.answer(
                cluster, question(resource), admin.describeConfigs(List.of(resource)).all())
            .get(resource);
    return config == null ? Map.of() : values(config);
  }

  /** The question for them, for messages. */
  static String question(ConfigResource resource) {
    return "describe the settings of %s '%s' (it needs DESCRIBE_CONFIGS)"
        .formatted(resource.type().name().toLowerCase(Locale.ROOT), resource.name());
  }

  /** The settings that have a value; a secret shows none. */
  public static Map<String, String> values(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toUnmodifiableMap(ConfigEntry::name, ConfigEntry::value));
  }
}
