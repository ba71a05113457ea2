package io.twinroute.mirror.render;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.Secrets;
import io.twinroute.mirror.connect.WorkerConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Strimzi's {@code KafkaMirrorMaker2} resources (API v1): one for each target cluster. */
final class StrimziResources {

  private static final String SECRET_NAME = "twinroute-secrets";
  private static final String HEADER =
      """
      # The Connect image needs the mirror-config jar in a plugin directory: it holds
      # the transform that records where each copy came from. Trusted certificates of a TLS cluster
      # go to the cluster's 'tls' section as Kubernetes secrets; Strimzi takes no trust store files.
      """;
  private static final String WITHOUT_PREFIX =
      """
      # The jar also holds the policy that names the copies. The leader of the workers' group writes
      # under the transactional id connect-cluster-<groupId>: Connect gives it no prefix.
      """;

  private StrimziResources() {}

  static String render(List<MirrorFlow> flows, int tasks) {
    Map<String, List<MirrorFlow>> byTarget = new LinkedHashMap<>();
    flows.forEach(
        flow -> byTarget.computeIfAbsent(flow.target().alias(), k -> new ArrayList<>()).add(flow));
    List<Object> resources = new ArrayList<>();
    byTarget.values().forEach(group -> resources.add(resource(group, tasks)));
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setExplicitStart(true);
    options.setSplitLines(false);
    options.setLineBreak(DumperOptions.LineBreak.UNIX);
    boolean plain = flows.stream().allMatch(flow -> flow.target().naming().isPlain());
    return HEADER + (plain ? "" : WITHOUT_PREFIX) + new Yaml(options).dumpAll(resources.iterator());
  }

  private static Map<String, Object> resource(List<MirrorFlow> flows, int tasks) {
    Cluster target = flows.get(0).target();
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("replicas", 1);
    spec.put("target", target(target));
    spec.put("mirrors", flows.stream().map(flow -> mirror(flow, tasks)).toList());
    List<Object> environment = environment(spec);
    if (!environment.isEmpty()) {
      spec.put("template", Map.of("connectContainer", Map.of("env", environment)));
    }
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("apiVersion", "kafka.strimzi.io/v1");
    resource.put("kind", "KafkaMirrorMaker2");
    resource.put("metadata", Map.of("name", resourceName(target)));
    resource.put("spec", spec);
    return resource;
  }

  private static Map<String, Object> target(Cluster cluster) {
    Map<String, Object> target = connection(cluster);
    target.put("groupId", MirrorNames.workerGroup(cluster));
    target.put("configStorageTopic", MirrorNames.configTopic(cluster));
    target.put("offsetStorageTopic", MirrorNames.offsetTopic(cluster));
    target.put("statusStorageTopic", MirrorNames.statusTopic(cluster));
    Map<String, Object> config = new LinkedHashMap<>();
    ClientProperties.other(cluster)
        .forEach((k, v) -> WorkerConfig.CLIENTS.forEach(client -> config.put(client + "." + k, v)));
    config.put("exactly.once.source.support", "enabled");
    config.put("config.storage.replication.factor", -1);
    config.put("offset.storage.replication.factor", -1);
    config.put("status.storage.replication.factor", -1);
    config.putAll(WorkerConfig.readingOwnTopics());
    config.put("config.providers", Secrets.PROVIDER);
    config.put(
        "config.providers." + Secrets.PROVIDER + ".class", EnvVarConfigProvider.class.getName());
    target.put("config", config);
    return target;
  }

  private static Map<String, Object> mirror(MirrorFlow flow, int tasks) {
    Map<String, Object> config = new LinkedHashMap<>();
    ClientProperties.other(flow.source())
        .forEach(
            (k, v) -> {
              config.put("source.consumer." + k, v);
              config.put("source.admin." + k, v);
            });
    ClientProperties.other(flow.target()).forEach((k, v) -> config.put("target.admin." + k, v));
    config.putAll(SourceConnectorConfig.behaviour(flow));
    Map<String, Object> connector = new LinkedHashMap<>();
    connector.put("tasksMax", tasks);
    // A target that is away for longer than a transaction lives leaves failed tasks.
    connector.put("autoRestart", Map.of("enabled", true));
    connector.put("config", config);
    Map<String, Object> mirror = new LinkedHashMap<>();
    mirror.put("source", connection(flow.source()));
    mirror.put("topicsPattern", flow.topicsPattern("|"));
    mirror.put("sourceConnector", connector);
    return mirror;
  }

  /** Strimzi derives security.protocol from these sections and takes it nowhere else. */
  private static Map<String, Object> connection(Cluster cluster) {
    Map<String, Object> connection = new LinkedHashMap<>();
    connection.put("alias", cluster.alias());
    connection.put("bootstrapServers", cluster.bootstrapServers());
    String protocol = cluster.properties().getOrDefault("security.protocol", "PLAINTEXT");
    if (protocol.endsWith("SSL")) {
      connection.put("tls", Map.of("trustedCertificates", new ArrayList<>()));
    }
    Map<String, String> credentials = new LinkedHashMap<>(ClientProperties.cluster(cluster));
    credentials.keySet().removeIf(k -> !k.startsWith("sasl.") && !k.startsWith("ssl.keystore."));
    if (!credentials.isEmpty()) {
      Map<String, Object> authentication = new LinkedHashMap<>();
      authentication.put("type", "custom");
      authentication.put("sasl", protocol.startsWith("SASL"));
      authentication.put("config", credentials);
      connection.put("authentication", authentication);
    }
    return connection;
  }

  private static List<Object> environment(Object spec) {
    TreeSet<String> variables = new TreeSet<>();
    Matcher references = Secrets.REFERENCE.matcher(spec.toString());
    while (references.find()) {
      variables.add(references.group(1));
    }
    List<Object> environment = new ArrayList<>();
    for (String variable : variables) {
      Map<String, Object> secret = new LinkedHashMap<>();
      secret.put("name", SECRET_NAME);
      secret.put("key", variable);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", variable);
      entry.put("valueFrom", Map.of("secretKeyRef", secret));
      environment.add(entry);
    }
    return environment;
  }

  /** Kubernetes takes lower-case letters, digits and dashes only. */
  private static String resourceName(Cluster target) {
    return ("twinroute-" + target.alias()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
  }
}
