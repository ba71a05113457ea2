package io.twinroute.config.read;

import io.twinroute.config.file.ClientSettingNames;
import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Schema;
import io.twinroute.config.plan.Cluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the clusters of a route file. */
public final class ClusterReader {

  private static final String BOOTSTRAP_FORM = "expected host:port, several separated by commas";

  private final SettingReader settings;
  private final ClientSettingNames names;
  private final Problems problems;

  public ClusterReader(SettingReader settings, ClientSettingNames names, Problems problems) {
    this.settings = settings;
    this.names = names;
    this.problems = problems;
  }

  /** Those of {@code aliases} whose addresses are right, in order. */
  public Map<String, Cluster> read(List<String> aliases) {
    Map<String, Cluster> clusters = new LinkedHashMap<>();
    for (String alias : aliases) {
      String path = Schema.CLUSTERS + "." + alias;
      String bootstrapServers = bootstrapServers(path + ".bootstrap-servers");
      Map<String, String> properties = properties(alias, path + ".properties");
      if (bootstrapServers != null) {
        clusters.put(alias, new Cluster(alias, bootstrapServers, properties));
      }
    }
    return clusters;
  }

  private @Nullable String bootstrapServers(String path) {
    String value = settings.requiredText(path, BOOTSTRAP_FORM);
    if (value == null) {
      return null;
    }
    List<String> addresses = Addresses.split(value);
    for (String address : addresses) {
      if (!Addresses.isHostPort(address)) {
        problems.add(path, "'" + address + "' is not an address; " + BOOTSTRAP_FORM);
        return null;
      }
    }
    return String.join(",", addresses);
  }

  private Map<String, String> properties(String alias, String path) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String name : names.of(alias)) {
      if (name.equals("bootstrap.servers")) {
        problems.add(path + "." + name, "use the cluster's key bootstrap-servers instead");
      }
      String value = settings.anyText(path + "." + name);
      if (value != null) {
        properties.put(name, value);
      }
    }
    return properties;
  }
}
