package io.twinroute.mirror.render;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.Secrets;
import io.twinroute.mirror.connect.WorkerConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;

/** MirrorMaker's own driver: one properties file for all pairs of clusters. */
final class DedicatedProperties {

  private final StringBuilder text = new StringBuilder();

  private DedicatedProperties() {}

  static String render(List<MirrorFlow> flows, int tasks) {
    Map<String, Cluster> clusters = new LinkedHashMap<>();
    flows.forEach(flow -> clusters.put(flow.source().alias(), flow.source()));
    flows.forEach(flow -> clusters.put(flow.target().alias(), flow.target()));
    DedicatedProperties file = new DedicatedProperties();
    file.driver(clusters, tasks);
    if (flows.stream().anyMatch(flow -> !flow.target().naming().isPlain())) {
      file.namesWithoutPrefix();
    }
    clusters.values().forEach(file::cluster);
    flows.stream().map(MirrorFlow::target).distinct().forEach(file::worker);
    flows.forEach(file::flow);
    return file.text.toString();
  }

  private void driver(Map<String, Cluster> clusters, int tasks) {
    comment("For bin/connect-mirror-maker.sh. The mirror-config jar must be on its");
    comment("CLASSPATH: it holds the transform that records where each copy came from.");
    put("clusters", String.join(",", clusters.keySet()));
    put("tasks.max", Integer.toString(tasks));
    comment("Secrets come from environment variables.");
    put("config.providers", Secrets.PROVIDER);
    put("config.providers." + Secrets.PROVIDER + ".class", EnvVarConfigProvider.class.getName());
    comment("Without it, exactly-once and more than one process can leave tasks that never start.");
    comment("The other processes must reach this address: no loopback if there are any.");
    put("dedicated.mode.enable.internal.rest", "true");
    put("listeners", "http://127.0.0.1:8083");
    comment("The driver starts these connectors beside the mirrors, and the transform is not for");
    comment("their records; heartbeats also start a worker for each pair in the other direction.");
    put("emit.heartbeats.enabled", "false");
    put("emit.checkpoints.enabled", "false");
    comment("-1 is the broker's default.");
    put("config.storage.replication.factor", "-1");
    put("offset.storage.replication.factor", "-1");
    put("status.storage.replication.factor", "-1");
  }

  private void namesWithoutPrefix() {
    comment("The driver names its workers' groups and topics itself, and gives them no prefix:");
    comment("<source>-mm2, mm2-configs.<source>.internal, mm2-offsets and mm2-status alike.");
  }

  private void cluster(Cluster cluster) {
    section("Cluster " + cluster.alias());
    String prefix = cluster.alias() + ".";
    put(prefix + "bootstrap.servers", cluster.bootstrapServers());
    ClientProperties.cluster(cluster).forEach((k, v) -> put(prefix + k, v));
    ClientProperties.other(cluster)
        .forEach(
            (k, v) -> WorkerConfig.CLIENTS.forEach(client -> put(prefix + client + "." + k, v)));
  }

  private void worker(Cluster target) {
    section("Worker on " + target.alias());
    put(target.alias() + ".exactly.once.source.support", "enabled");
    WorkerConfig.readingOwnTopics().forEach((k, v) -> put(target.alias() + "." + k, v));
    WorkerConfig.recovery().forEach((k, v) -> put(target.alias() + "." + k, v));
  }

  private void flow(MirrorFlow flow) {
    String pair = flow.source().alias() + "->" + flow.target().alias();
    section("Mirror " + pair);
    put(pair + ".enabled", "true");
    put(pair + ".topics", flow.topicsPattern(","));
    SourceConnectorConfig.behaviour(flow).forEach((k, v) -> put(pair + "." + k, v));
  }

  private void section(String title) {
    text.append('\n');
    comment(title);
  }

  private void comment(String line) {
    text.append("# ").append(line).append('\n');
  }

  private void put(String key, String value) {
    text.append(escape(key).replaceAll("[ :=]", "\\\\$0"))
        .append(" = ")
        .append(escape(value))
        .append('\n');
  }

  /**
   * A properties file takes a backslash for the start of an escape, and a line feed for the end.
   */
  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }
}
