package io.twinroute.config.plan;

import java.io.Serializable;
import java.util.Map;

/**
 * A Kafka cluster that routes read or write.
 *
 * @param alias the name under {@code twinroute.clusters}; it is in the names of its mirrored topics
 * @param bootstrapServers {@code host:port} pairs, separated by commas
 * @param properties Kafka client settings that apply to every client of this cluster; may hold
 *     secrets, so {@link #toString()} leaves them out
 * @param naming how Twinroute names what it creates or joins there, the same for all clusters of a
 *     route file
 */
public record Cluster(
    String alias, String bootstrapServers, Map<String, String> properties, Naming naming)
    implements Serializable {

  public Cluster {
    properties = Map.copyOf(properties);
  }

  /** A cluster where names have no prefix. */
  public Cluster(String alias, String bootstrapServers, Map<String, String> properties) {
    this(alias, bootstrapServers, properties, Naming.PLAIN);
  }

  /** The same cluster with other client settings. */
  public Cluster withProperties(Map<String, String> others) {
    return new Cluster(alias, bootstrapServers, others, naming);
  }

  @Override
  public String toString() {
    return alias + " (" + bootstrapServers + ")";
  }
}
