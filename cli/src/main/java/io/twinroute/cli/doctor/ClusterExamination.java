package io.twinroute.cli.doctor;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Settings;
import io.twinroute.runtime.engine.EngineDeclaration;
import io.twinroute.runtime.engine.EngineDeclarations;
import io.twinroute.runtime.engine.Findings;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.server.common.MetadataVersion;

/** Checks a cluster as a whole. */
final class ClusterExamination {

  private static final String TRANSACTION_VERSION = "transaction.version";

  /** From this version on, brokers distinguish a transaction's messages from an earlier one's. */
  private static final short SAFE_TRANSACTIONS = 2;

  private static final String MAX_TRANSACTION = "transaction.max.timeout.ms";

  private final Cluster cluster;
  private final Admin admin;
  private final Findings findings;
  private final String subject;

  ClusterExamination(Cluster cluster, Admin admin, Findings findings) {
    this.cluster = cluster;
    this.admin = admin;
    this.findings = findings;
    this.subject = "cluster " + cluster.alias();
  }

  /** What the cluster is; empty if it does not answer. */
  Optional<ClusterIdentity> reach() {
    DescribeClusterResult description = admin.describeCluster();
    Optional<Collection<Node>> nodes =
        findings.ask(subject, () -> answer("describe the cluster", description.nodes()));
    return nodes.map(
        found -> {
          String id = answer("report its id", description.clusterId());
          findings.ok(
              subject,
              "answers at %s: %d broker(s), id %s"
                  .formatted(cluster.bootstrapServers(), found.size(), id));
          return ClusterIdentity.of(cluster, id, found, admin);
        });
  }

  /** Checks the cluster's release, as far as the cluster reports it. */
  void release() {
    features()
        .ifPresent(
            features -> {
              FinalizedVersionRange metadata = features.get(MetadataVersion.FEATURE_NAME);
              if (metadata == null) {
                findings.warn(
                    subject,
                    "reports no %s: its brokers are older than Kafka 3.3, or keep their metadata in ZooKeeper. Twinroute is tested with brokers of Kafka 4; upgrade them."
                        .formatted(MetadataVersion.FEATURE_NAME));
              } else {
                findings.ok(
                    subject,
                    "%s is %s"
                        .formatted(MetadataVersion.FEATURE_NAME, name(metadata.maxVersionLevel())));
              }
            });
  }

  private static String name(short level) {
    try {
      return MetadataVersion.fromFeatureLevel(level).version();
    } catch (IllegalArgumentException e) {
      return level + ", newer than " + MetadataVersion.LATEST_PRODUCTION.version();
    }
  }

  private Optional<Map<String, FinalizedVersionRange>> features() {
    return findings
        .askInVain(
            subject,
            () -> answer("report its features", admin.describeFeatures().featureMetadata()))
        .map(FeatureMetadata::finalizedFeatures);
  }

  /** Checks what matters only on a cluster that is written to. */
  void asTarget() {
    features().ifPresent(this::transactions);
    findings
        .askInVain(subject, this::longestTransaction)
        .flatMap(found -> found)
        .ifPresent(this::suitsTransactions);
  }

  private void transactions(Map<String, FinalizedVersionRange> features) {
    FinalizedVersionRange range = features.get(TRANSACTION_VERSION);
    int version = range == null ? 0 : range.maxVersionLevel();
    if (version >= SAFE_TRANSACTIONS) {
      findings.ok(subject, TRANSACTION_VERSION + " is " + version);
    } else {
      findings.warn(
          subject,
          "%s is %d: a write that comes late may end up in a later transaction of the same producer. Upgrade: kafka-features.sh --bootstrap-server %s upgrade --feature %s=%d"
              .formatted(
                  TRANSACTION_VERSION,
                  version,
                  cluster.bootstrapServers(),
                  TRANSACTION_VERSION,
                  SAFE_TRANSACTIONS));
    }
  }

  /** In milliseconds. */
  private Optional<Long> longestTransaction() {
    Node any = answer("describe the cluster", admin.describeCluster().nodes()).iterator().next();
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, any.idString());
    return Settings.find(cluster, admin, broker, MAX_TRANSACTION).map(Long::parseLong);
  }

  private void suitsTransactions(long millis) {
    for (EngineDeclaration declaration : EngineDeclarations.all()) {
      declaration
          .transactionTimeout()
          .ifPresent(asked -> suitsTransactions(millis, declaration.engine(), asked.toMillis()));
    }
  }

  private void suitsTransactions(long millis, Engine engine, long asked) {
    if (millis >= asked) {
      findings.ok(subject, MAX_TRANSACTION + " is " + millis);
    } else {
      findings.warn(
          subject,
          "%1$s is %2$d, but %3$s needs %4$d for exactly-once and does not run with less. Raise it on the brokers, or lower transaction.timeout.ms for this cluster."
              .formatted(MAX_TRANSACTION, millis, engine.title(), asked));
    }
  }

  private <T> T answer(String question, Future<T> future) {
    return ClusterClients.answer(cluster, question, future);
  }
}
