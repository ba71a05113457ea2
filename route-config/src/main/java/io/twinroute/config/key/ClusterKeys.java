package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Text;
import java.util.List;

/** The settings of a cluster. */
public final class ClusterKeys {

  private static final String FORM = "expected host:port, several separated by commas";

  public static final Key<String> BOOTSTRAP_SERVERS =
      Key.required(
          "bootstrap-servers",
          Text.of(Addresses.LIST_FORM, ClusterKeys::addresses),
          FORM,
          "`host:port`, several separated by commas");

  public static final Schema.ClientSettings PROPERTIES =
      new Schema.ClientSettings(
          "any Kafka client setting but `bootstrap.servers`; goes to every client of this cluster");

  public static final Key<List<String>> CUSTOM_PROPERTIES =
      Key.optional(
          "custom-properties",
          new Texts("[^\\s,*]+\\*?", "expected names of settings, at their end possibly a *"),
          "none",
          "names among `properties` that classes of your own read; `acme.*` covers all"
              + " that begin with `acme.`. Other names that Kafka's clients do not know cause a"
              + " warning");

  public static final Mapping CLUSTER =
      Mapping.of("A Kafka cluster.", BOOTSTRAP_SERVERS)
          .with("properties", PROPERTIES)
          .with(CUSTOM_PROPERTIES.name(), CUSTOM_PROPERTIES);

  private ClusterKeys() {}

  private static String addresses(String list) {
    List<String> addresses = Addresses.split(list);
    for (String address : addresses) {
      if (!Addresses.isHostPort(address)) {
        throw new IllegalArgumentException("'" + address + "' is not an address; " + FORM);
      }
    }
    return String.join(",", addresses);
  }
}
