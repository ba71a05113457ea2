package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.RouteFailedException;
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
import org.apache.kafka.clients.admin.ListOffsetsResult;
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

  /** A producer with long transactions has always one open: the log need not report each. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final HeldEnds held = new HeldEnds();
  private final Map<String, Instant> logged = new HashMap<>();
  private Map<TopicPartition, OpenTransaction> open = Map.of();
  private volatile Map<TopicPartition, Long> committedEnds = Map.of();

  SourceTransactions(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Those that are open now.
   *
   * @param partitions where
   * @throws RouteFailedException if the cluster does not answer
   */
  Collection<OpenTransaction> look(Admin admin, Set<TopicPartition> partitions, Instant now) {
    // In this order: a transaction that ends in between makes the two differ for one look only.
    Map<TopicPartition, Long> committed = ends(admin, partitions, IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> all =
        ends(admin, committed.keySet(), IsolationLevel.READ_UNCOMMITTED);
    held.keep(committed.keySet());
    committed.forEach(
        (partition, end) -> held.answered(partition, end, all.getOrDefault(partition, end), now));
    Map<TopicPartition, OpenTransaction> found = new HashMap<>();
    held.longerThan(PATIENCE, now)
        .forEach((partition, since) -> found.put(partition, known(admin, partition, since)));
    open = found;
    committedEnds = Map.copyOf(committed);
    log(now);
    return found.values();
  }

  /** The cluster does not answer: nothing is known of its transactions. */
  void forget() {
    held.forget();
    open = Map.of();
    committedEnds = Map.of();
  }

  /** Where the committed records end, as of the last look; may be called from any thread. */
  Map<TopicPartition, Long> committedEnds() {
    return committedEnds;
  }

  private OpenTransaction known(Admin admin, TopicPartition partition, HeldEnds.Held since) {
    OpenTransaction before = open.get(partition);
    return before != null && before.offset() == since.offset()
        ? before
        : new TransactionOrigin(cluster, admin).of(partition, since.offset(), since.since());
  }

  /** A partition that does not answer keeps nobody from the others, unless none of them does. */
  private Map<TopicPartition, Long> ends(
      Admin admin, Set<TopicPartition> partitions, IsolationLevel isolation) {
    ListOffsetsResult answer =
        admin.listOffsets(
            partitions.stream()
                .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())),
            new ListOffsetsOptions(isolation));
    Map<TopicPartition, Long> ends = new HashMap<>();
    RouteFailedException failure = null;
    for (TopicPartition partition : partitions) {
      try {
        ends.put(
            partition,
            ClusterClients.answer(
                    cluster,
                    "report the ends of the routes' topics",
                    answer.partitionResult(partition))
                .offset());
      } catch (RouteFailedException e) {
        failure = e;
      }
    }
    if (failure != null && ends.isEmpty()) {
      throw failure;
    }
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
