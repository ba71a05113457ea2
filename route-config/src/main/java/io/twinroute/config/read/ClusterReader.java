package io.twinroute.config.read;

import io.twinroute.config.client.SettingNames;
import io.twinroute.config.engine.EngineSection;
import io.twinroute.config.engine.Engines;
import io.twinroute.config.file.ClientSettingNames;
import io.twinroute.config.file.Problems;
import io.twinroute.config.key.ClusterKeys;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the clusters of a route file. */
public final class ClusterReader {

  private final SettingReader settings;
  private final ClientSettingNames names;
  private final ClientSettings clientSettings;
  private final Problems problems;

  public ClusterReader(SettingReader settings, ClientSettingNames names, Problems problems) {
    this.settings = settings;
    this.names = names;
    this.clientSettings =
        new ClientSettings(
            Engines.sections().stream().map(EngineSection::clientSettings).toList(), problems);
    this.problems = problems;
  }

  /** Those of {@code aliases} whose addresses are right, in order. */
  public Map<String, Cluster> read(List<String> aliases, Naming naming) {
    Map<String, Cluster> clusters = new LinkedHashMap<>();
    for (String alias : aliases) {
      String path = Schema.CLUSTERS + "." + alias;
      String bootstrapServers = settings.find(path, ClusterKeys.BOOTSTRAP_SERVERS);
      List<String> custom = settings.find(path, ClusterKeys.CUSTOM_PROPERTIES);
      Map<String, String> properties =
          properties(
              alias,
              path + ".properties",
              custom == null ? SettingNames.NONE : SettingNames.of(custom));
      if (bootstrapServers != null) {
        clusters.put(alias, new Cluster(alias, bootstrapServers, properties, naming));
      }
    }
    return clusters;
  }

  private Map<String, String> properties(String alias, String path, SettingNames custom) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String name : names.of(alias)) {
      String key = path + "." + name;
      if (name.equals("bootstrap.servers")) {
        problems.add(key, "use the cluster's key bootstrap-servers instead");
      }
      String value = settings.anyText(key);
      if (value != null && clientSettings.isPassedOn(key, name, value, custom)) {
        properties.put(name, value);
      }
    }
    return properties;
  }
}
