package io.twinroute.runtime.cluster;

import io.twinroute.config.Cluster;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** How a topic is set up on its cluster. */
public final class TopicSettings {

  private TopicSettings() {}

  /**
   * One setting of a topic, the cluster's defaults included.
   *
   * @return empty if the cluster knows no such setting
   * @throws io.twinroute.runtime.RouteFailedException if the cluster refuses to tell or does not
   *     answer in time
   */
  public static Optional<String> find(Cluster cluster, Admin admin, String topic, String key) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config =
        ClusterClients.answer(
                cluster,
                "describe the settings of topic '" + topic + "'",
                admin.describeConfigs(List.of(resource)).all())
            .get(resource);
    return Optional.ofNullable(config).map(c -> c.get(key)).map(ConfigEntry::value);
  }
}
