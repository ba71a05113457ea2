package io.twinroute.config.change;

import io.twinroute.config.file.Problem;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Changes of clusters. A cluster more or less is fine; one that is known stays as it is: clients,
 * watches and connectors of routes that did not change are open on it.
 */
final class ClusterChanges {

  private ClusterChanges() {}

  static List<Problem> of(Map<String, Cluster> known, Map<String, Cluster> after) {
    List<Problem> refused = new ArrayList<>();
    for (Cluster now : after.values()) {
      for (Cluster other : known.values()) {
        if (!other.naming().equals(now.naming())) { // all clusters have the same
          return List.of(SettingChanges.refusal(Schema.ROOT_KEY + ".naming.prefix"));
        }
      }
      Cluster then = known.get(now.alias());
      if (then != null) {
        changedKeys(then, now).forEach(key -> refused.add(SettingChanges.refusal(key)));
      }
    }
    return refused;
  }

  /** Values may be secrets. */
  private static List<String> changedKeys(Cluster then, Cluster now) {
    String path = Schema.CLUSTERS + "." + now.alias();
    List<String> keys = new ArrayList<>();
    if (!then.bootstrapServers().equals(now.bootstrapServers())) {
      keys.add(path + ".bootstrap-servers");
    }
    TreeSet<String> names = new TreeSet<>(then.properties().keySet());
    names.addAll(now.properties().keySet());
    names.stream()
        .filter(name -> !Objects.equals(then.properties().get(name), now.properties().get(name)))
        .forEach(name -> keys.add(path + ".properties." + name));
    return keys;
  }
}
