package io.twinroute.config.plan;

import java.io.Serializable;
import java.util.Map;

/**
 * A Kafka cluster that routes read or write.
 *
 * @param alias the name under {@code twinroute.clusters}; the prefix of its mirrored topics
 * @param bootstrapServers {@code host:port} pairs, separated by commas
 * @param properties Kafka client settings that apply to every client of this cluster; may hold
 *     secrets, so {@link #toString()} leaves them out
 */
public record Cluster(String alias, String bootstrapServers, Map<String, String> properties)
    implements Serializable {

  public Cluster {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return alias + " (" + bootstrapServers + ")";
  }
}
