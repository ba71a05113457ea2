package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.ClusterClients;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions that stay open in the sources of one cluster. Not thread-safe. */
final class SourceTransactions {

  private static final Logger LOG = LoggerFactory.getLogger(SourceTransactions.class);

  /** Shorter ones are how exactly-once producers work. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A producer with long transactions has always one open: the log need not tell of each. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final Set<TopicPartition> partitions;
  private final HeldEnds held = new HeldEnds();
  private final Map<String, Instant> logged = new HashMap<>();
  private Map<TopicPartition, OpenTransaction> open = Map.of();

  SourceTransactions(Cluster cluster, Set<TopicPartition> partitions) {
    this.cluster = cluster;
    this.partitions = Set.copyOf(partitions);
  }

  Cluster cluster() {
    return cluster;
  }

  /**
   * Those that are open now.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the cluster does not answer
   */
  Collection<OpenTransaction> look(Admin admin, Instant now) {
    // In this order: a transaction that ends in between makes the two differ for one look only.
    Map<TopicPartition, Long> committed = ends(admin, IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> all = ends(admin, IsolationLevel.READ_UNCOMMITTED);
    committed.forEach(
        (partition, end) -> held.answered(partition, end, all.getOrDefault(partition, end), now));
    Map<TopicPartition, OpenTransaction> found = new HashMap<>();
    held.longerThan(PATIENCE, now)
        .forEach((partition, since) -> found.put(partition, known(admin, partition, since)));
    open = found;
    log(now);
    return found.values();
  }

  /** The cluster does not answer: nothing is known of its transactions. */
  void forget() {
    held.forget();
    open = Map.of();
  }

  private OpenTransaction known(Admin admin, TopicPartition partition, HeldEnds.Held since) {
    OpenTransaction before = open.get(partition);
    return before != null && before.offset() == since.offset()
        ? before
        : new TransactionOrigin(cluster, admin).of(partition, since.offset(), since.since());
  }

  private Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> question =
        partitions.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        ClusterClients.answer(
            cluster,
            "tell the ends of the routes' topics",
            admin.listOffsets(question, new ListOffsetsOptions(isolation)).all());
    Map<TopicPartition, Long> ends = new HashMap<>();
    answer.forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** One line for a topic, about the transaction that has been open for longest. */
  private void log(Instant now) {
    logged.values().removeIf(last -> Duration.between(last, now).compareTo(SILENCE) > 0);
    Map<String, OpenTransaction> oldest = new TreeMap<>();
    for (OpenTransaction each : open.values()) {
      oldest.merge(each.topic(), each, (a, b) -> a.since().isAfter(b.since()) ? b : a);
    }
    oldest.forEach(
        (topic, transaction) -> {
          if (logged.putIfAbsent(topic, now) == null) {
            List<Integer> all =
                open.keySet().stream()
                    .filter(each -> each.topic().equals(topic))
                    .map(TopicPartition::partition)
                    .sorted()
                    .toList();
            LOG.warn(
                "cluster={} topic={} partitions={} {}",
                cluster.alias(),
                topic,
                all,
                transaction.text(now));
          }
        });
  }
}
