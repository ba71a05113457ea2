package io.twinroute.mirror;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.mirror.secrets.ClusterSecrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigTransformer;

/**
 * What connectors' configurations hold in the place of secrets, for the Connect worker to resolve.
 * A value that Connect would take for a reference becomes one, too: a resolved value is not
 * resolved again, so it reaches the clients unchanged.
 */
public enum References {

  /** Environment variables of a worker that someone else runs. */
  VARIABLES {
    @Override
    boolean hides(String setting) {
      return Secrets.isSecret(setting);
    }

    @Override
    String to(String alias, String setting) {
      return Secrets.reference(Secrets.variable(alias, setting));
    }
  },

  /**
   * The route file of the worker's own process. Costs nobody anything, so whatever may be a secret
   * is one: all that Kafka's clients themselves do not know.
   */
  ROUTE_FILE {
    @Override
    boolean hides(String setting) {
      return Secrets.isSecret(setting) || !PLAIN.contains(setting);
    }

    @Override
    String to(String alias, String setting) {
      return "${" + ClusterSecrets.PROVIDER + ":" + alias + ":" + setting + "}";
    }
  };

  /** What Kafka's clients know and do not take for passwords. */
  private static final Set<String> PLAIN =
      Stream.of(
              ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef())
          .map(ConfigDef::configKeys)
          .flatMap(keys -> keys.values().stream())
          .filter(key -> key.type != Type.PASSWORD)
          .map(key -> key.name)
          .collect(Collectors.toUnmodifiableSet());

  abstract boolean hides(String setting);

  abstract String to(String alias, String setting);

  /** The same route with references in its clusters' settings; what renders it knows no secret. */
  public RoutePlan in(RoutePlan route) {
    return route.withClusters(this::in);
  }

  private Cluster in(Cluster cluster) {
    Map<String, String> properties = new LinkedHashMap<>(cluster.properties());
    properties.replaceAll(
        (setting, value) ->
            hides(setting) || isReference(value) ? to(cluster.alias(), setting) : value);
    return cluster.withProperties(properties);
  }

  private static boolean isReference(String value) {
    return ConfigTransformer.DEFAULT_PATTERN.matcher(value).find();
  }
}
