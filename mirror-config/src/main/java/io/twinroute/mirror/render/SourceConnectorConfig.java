package io.twinroute.mirror.render;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Naming;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.naming.PrefixedReplicationPolicy;
import io.twinroute.mirror.transform.SourceCoordinatesTransform;
import io.twinroute.runtime.cluster.RecordSizes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;

/** The settings of one {@code MirrorSourceConnector}: all that are needed and no more. */
final class SourceConnectorConfig {

  private SourceConnectorConfig() {}

  /**
   * The connector of a single topic.
   *
   * @param flow has one topic
   */
  static MirrorConnector of(MirrorFlow flow, int tasks) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("connector.class", MirrorSourceConnector.class.getName());
    config.put("tasks.max", Integer.toString(tasks));
    config.put(MirrorConnector.SOURCE_ALIAS, flow.source().alias());
    config.put(MirrorConnector.TARGET_ALIAS, flow.target().alias());
    config.put(MirrorConnector.TOPICS, flow.topicsPattern(","));
    config.putAll(sourceClients(flow.source()));
    config.putAll(targetClients(flow.target()));
    config.putAll(behaviour(flow));
    return new MirrorConnector(
        MirrorNames.connector(
            flow.target().naming(),
            flow.source().alias(),
            flow.topics().get(0),
            flow.target().alias()),
        config);
  }

  /** Everything that does not name a cluster, its topics or its clients. */
  static Map<String, String> behaviour(MirrorFlow flow) {
    Map<String, String> config = new LinkedHashMap<>();
    nameTopics(config, flow.target().naming());
    copyExactlyTheListedTopics(config);
    copyBytes(config);
    copyCommittedRecordsOnce(config, flow.exactlyOnce());
    lookSeldomAtOffsets(config);
    moveInLargeBatches(config, flow);
    return config;
  }

  private static Map<String, String> sourceClients(Cluster source) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("source.cluster.bootstrap.servers", source.bootstrapServers());
    ClientProperties.cluster(source).forEach((k, v) -> config.put("source.cluster." + k, v));
    // MirrorMaker takes only connection and security settings from source.cluster.
    ClientProperties.other(source)
        .forEach(
            (k, v) -> {
              config.put("source.consumer." + k, v);
              config.put("source.admin." + k, v);
            });
    return config;
  }

  /** For the connector's admin client; the records go through the worker's own producer. */
  private static Map<String, String> targetClients(Cluster target) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("target.cluster.bootstrap.servers", target.bootstrapServers());
    ClientProperties.cluster(target).forEach((k, v) -> config.put("target.cluster." + k, v));
    ClientProperties.other(target).forEach((k, v) -> config.put("target.admin." + k, v));
    return config;
  }

  private static void nameTopics(Map<String, String> config, Naming naming) {
    if (naming.isPlain()) {
      config.put("replication.policy.class", DefaultReplicationPolicy.class.getName());
    } else {
      config.put("replication.policy.class", PrefixedReplicationPolicy.class.getName());
      config.put(PrefixedReplicationPolicy.PREFIX, naming.prefix());
    }
  }

  private static void copyExactlyTheListedTopics(Map<String, String> config) {
    // The default leaves out topics such as "orders.replica", which a route may well name.
    config.put("topics.exclude", "");
    config.put("heartbeats.replication.enabled", "false");
    // A source that is down when the connector starts leaves it without tasks until it looks again.
    config.put("refresh.topics.interval.seconds", "15");
    // Source topics may keep records for a shorter time than a join needs them, and other people
    // may read them: the copies' settings and ACLs are the router's.
    config.put("sync.topic.configs.enabled", "false");
    config.put("sync.topic.acls.enabled", "false");
    // The broker's default, for a copy that the router has not created beforehand.
    config.put("replication.factor", "-1");
    // Offset syncs serve the translation of consumer groups; true offsets travel in the header.
    config.put("emit.offset-syncs.enabled", "false");
  }

  private static void copyBytes(Map<String, String> config) {
    config.put("key.converter", ByteArrayConverter.class.getName());
    config.put("value.converter", ByteArrayConverter.class.getName());
    config.put("header.converter", ByteArrayConverter.class.getName());
    config.put("transforms", "coordinates");
    config.put("transforms.coordinates.type", SourceCoordinatesTransform.class.getName());
  }

  private static void copyCommittedRecordsOnce(Map<String, String> config, boolean exactlyOnce) {
    config.put("exactly.once.support", exactlyOnce ? "required" : "requested");
    // One transaction for each poll: results of a quiet topic do not wait for an interval.
    config.put("transaction.boundary", "poll");
    // What a killed worker leaves open keeps the next one from reading its offsets for this long.
    // Not by the cluster's properties: Flink asks for another there.
    config.put("producer.override.transaction.timeout.ms", "15000");
    config.put("source.consumer.isolation.level", "read_committed");
    config.put("source.consumer.auto.offset.reset", "earliest");
  }

  /**
   * For as long as they live, connectors and tasks that copy exactly once read what others commit,
   * and need it when they start only.
   */
  private static void lookSeldomAtOffsets(Map<String, String> config) {
    config.put("consumer.override.fetch.min.bytes", "65536");
    config.put("consumer.override.fetch.max.wait.ms", "500");
  }

  private static void moveInLargeBatches(Map<String, String> config, MirrorFlow flow) {
    // A poll is a transaction, and a transaction costs the same for one record or for thousands.
    tune(config, "source.consumer.", flow.source(), "max.poll.records", "2000");
    // Nor one for each record of a topic that trickles: what comes within this time goes together.
    tune(config, "source.consumer.", flow.source(), "fetch.min.bytes", "65536");
    tune(config, "source.consumer.", flow.source(), "fetch.max.wait.ms", "50");
    tune(config, "producer.override.", flow.target(), "batch.size", "262144");
    tune(
        config,
        "producer.override.",
        flow.target(),
        "linger.ms",
        "100"); // the end of a poll sends all
    tune(config, "producer.override.", flow.target(), "compression.type", "lz4");
    // A producer limits the uncompressed size, which may be much larger than the source's
    // compressed one.
    RecordSizes.producerOfCopies(flow.target().properties()::get)
        .forEach((key, value) -> config.put("producer.override." + key, value));
    config.put("producer.override.acks", "all");
  }

  /** A default that the cluster's own properties override. */
  private static void tune(
      Map<String, String> config, String prefix, Cluster cluster, String key, String value) {
    config.put(prefix + key, cluster.properties().getOrDefault(key, value));
  }
}
