package io.twinroute.runtime.cluster;

import io.twinroute.config.plan.Cluster;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
   * @throws io.twinroute.runtime.RouteFailedException if the cluster refuses to tell or does not
   *     answer in time
   */
  public static Optional<String> find(Cluster cluster, Admin admin, String topic, String key) {
    return find(cluster, admin, new ConfigResource(ConfigResource.Type.TOPIC, topic), key);
  }

  /**
   * One setting of a topic or a broker, the cluster's defaults included.
   *
   * @return empty if the cluster knows no such setting
   * @throws io.twinroute.runtime.RouteFailedException if the cluster refuses to tell or does not
   *     answer in time
   */
  public static Optional<String> find(
      Cluster cluster, Admin admin, ConfigResource resource, String key) {
    Config config =
        ClusterClients.answer(
                cluster,
                "describe the settings of %s '%s' (it needs DESCRIBE_CONFIGS)"
                    .formatted(resource.type().name().toLowerCase(Locale.ROOT), resource.name()),
                admin.describeConfigs(List.of(resource)).all())
            .get(resource);
    return Optional.ofNullable(config).map(c -> c.get(key)).map(ConfigEntry::value);
  }
}
