package io.twinroute.mirror.render;

import io.twinroute.config.plan.Cluster;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;

/**
 * A cluster's client properties, sorted by name, in the two kinds that MirrorMaker distinguishes.
 */
final class ClientProperties {

  // MirrorMaker keeps its own list to itself; it is defined like this.
  private static final ConfigDef SECURITY =
      new ConfigDef().withClientSslSupport().withClientSaslSupport();

  private ClientProperties() {}

  /** How to connect: what MirrorMaker passes on to every client of the cluster. */
  static Map<String, String> cluster(Cluster cluster) {
    return select(cluster, ClientProperties::isSecurity);
  }

  /** The rest: what MirrorMaker takes only with the prefix of one kind of client. */
  static Map<String, String> other(Cluster cluster) {
    return select(cluster, name -> !isSecurity(name));
  }

  private static Map<String, String> select(Cluster cluster, Predicate<String> names) {
    Map<String, String> selected = new TreeMap<>();
    cluster
        .properties()
        .forEach(
            (k, v) -> {
              if (names.test(k)) {
                selected.put(k, v);
              }
            });
    return selected;
  }

  private static boolean isSecurity(String name) {
    return name.equals("security.protocol") || SECURITY.names().contains(name);
  }
}
