package io.twinroute.config.file;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.env.SystemPropertiesPropertySource;
import io.twinroute.config.key.Schema;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which Kafka client settings a cluster has: those that files name, spelt as there, and those that
 * only system properties or environment variables name. A variable cannot distinguish dots from
 * dashes; Kafka's settings have dots.
 */
public final class ClientSettingNames {

  private final FileKeys keys;
  private final Set<String> systemProperties = new TreeSet<>();
  private final Set<String> variables = new TreeSet<>();

  public ClientSettingNames(Environment environment, FileKeys keys) {
    this.keys = keys;
    for (PropertySource source : environment.getPropertySources()) {
      if (source.getConvention() == PropertyConvention.ENVIRONMENT_VARIABLE) {
        source.forEach(variable -> variables.add(asVariable(variable)));
      } else if (source.getName().equals(SystemPropertiesPropertySource.NAME)) {
        source.forEach(systemProperties::add);
      }
    }
  }

  /** The names for the cluster {@code alias}, for example {@code ssl.truststore.location}. */
  public Set<String> of(String alias) {
    String path = Schema.CLUSTERS + "." + alias + ".properties";
    Set<String> names = new TreeSet<>(keys.below(path).keySet());
    systemProperties.stream()
        .filter(property -> property.startsWith(path + "."))
        .map(property -> property.substring(path.length() + 1))
        .forEach(names::add);
    Set<String> overridden =
        names.stream().map(ClientSettingNames::asVariable).collect(Collectors.toSet());
    String prefix = asVariable(path + ".");
    variables.stream()
        .filter(variable -> variable.startsWith(prefix) && variable.length() > prefix.length())
        .map(variable -> variable.substring(prefix.length()))
        .filter(variable -> !overridden.contains(variable))
        .map(variable -> variable.toLowerCase(Locale.ROOT).replace('_', '.'))
        .forEach(names::add);
    return names;
  }

  private static String asVariable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
