package io.twinroute.mirror.secrets;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's config provider for a cluster's client settings in the route file of this process: <code>
 * ${twinroute:alias:setting}</code>.
 *
 * <p>It does not resolve a missing setting, and logs it. An error would stop more than the
 * connector that needs it, because the group's leader reads the settings of connectors that others
 * run.
 */
public final class ClusterSecrets implements ConfigProvider {

  /** Its name among a worker's config providers. */
  public static final String PROVIDER = "twinroute";

  private static final Logger LOG = LoggerFactory.getLogger(ClusterSecrets.class);

  private final Set<String> missed = ConcurrentHashMap.newKeySet();
  private @Nullable WorkerSecrets secrets;

  @Override
  public void configure(Map<String, ?> configs) {
    secrets = WorkerSecrets.of(configs);
  }

  /** Nobody asks for all settings of a cluster. */
  @Override
  public ConfigData get(String alias) {
    return new ConfigData(Map.of());
  }

  @Override
  public ConfigData get(String alias, Set<String> settings) {
    Map<String, String> values = new HashMap<>();
    WorkerSecrets known = secrets;
    if (known != null) {
      for (String setting : settings) {
        known
            .value(alias, setting)
            .ifPresentOrElse(
                value -> values.put(setting, value), () -> tellMissing(alias, setting));
      }
    }
    return new ConfigData(values);
  }

  private void tellMissing(String alias, String setting) {
    if (missed.add(alias + ":" + setting)) {
      LOG.warn(
          "A mirror connector of the worker inside this router needs '{}' of cluster"
              + " '{}', which this route file does not have. Routers that share a target on"
              + " one machine need the clusters of all of them; './twinroute mirror prune'"
              + " removes a leftover connector.",
          setting,
          alias);
    }
  }

  @Override
  public void close() {}
}
