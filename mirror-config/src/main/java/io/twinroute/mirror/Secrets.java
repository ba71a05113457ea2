package io.twinroute.mirror;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells secret client settings from others, and puts references in their place. */
public final class Secrets {

  /** The config provider of the references that {@link #reference} makes. */
  public static final String PROVIDER = "env";

  // By word rather than by a list of settings, so that those of login modules and of plugins that
  // nobody here has heard of are hidden too. A reference too many does no harm.
  private static final Pattern SECRET =
      Pattern.compile(
          "password|passwd|passphrase|secret|token|credential|jaas\\.config|user\\.info"
              + "|keystore\\.key|(private|api|access|account|shared)[._-]?key",
          Pattern.CASE_INSENSITIVE);

  private static final String HIDDEN = "[hidden]";

  private Secrets() {}

  static boolean isSecret(String setting) {
    return SECRET.matcher(setting).find();
  }

  /** The environment variable that stands for a setting of a cluster. */
  static String variable(String alias, String setting) {
    return ("TWINROUTE_" + alias + "_" + setting).toUpperCase(Locale.ROOT).replaceAll("\\W", "_");
  }

  /** {@code text} with no secret value of {@code config} in it. */
  public static String redact(String text, Map<String, String> config) {
    String redacted = text;
    for (Map.Entry<String, String> setting : config.entrySet()) {
      if (isSecret(setting.getKey()) && !setting.getValue().isEmpty()) {
        redacted = redacted.replace(setting.getValue(), HIDDEN);
      }
    }
    return redacted;
  }

  /** The same route with references where its clusters have secrets; what renders it knows none. */
  public static RoutePlan reference(RoutePlan route) {
    return new RoutePlan(
        route.name(),
        route.inputs().stream()
            .map(input -> input.withCluster(reference(input.cluster())))
            .toList(),
        route.rule(),
        route.output().withCluster(reference(route.output().cluster())),
        route.delivery(),
        route.repartition(),
        route.parallelism(),
        route.maxRecordBytes());
  }

  private static Cluster reference(Cluster cluster) {
    Map<String, String> properties = new LinkedHashMap<>(cluster.properties());
    properties.replaceAll(
        (setting, value) ->
            isSecret(setting)
                ? "${" + PROVIDER + ":" + variable(cluster.alias(), setting) + "}"
                : value);
    return cluster.withProperties(properties);
  }
}
