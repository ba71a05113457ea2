package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices while routes run that a transaction stays open in one of their sources: readers of
 * committed records, and mirrors, wait before it, and nothing else says why. {@link #of} may be
 * called from any thread.
 */
public final class OpenTransactionWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenTransactionWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Clusters clusters;
  private final List<SourceTransactions> sources;
  private final Map<String, Admin> admins = new HashMap<>();
  private final Map<String, List<OpenTransaction>> open = new ConcurrentHashMap<>();
  private final WatchThread thread = new WatchThread("open-transactions", this::watch);

  private OpenTransactionWatch(Clusters clusters, List<SourceTransactions> sources) {
    this.clusters = clusters;
    this.sources = sources;
  }

  /** Starts watching the sources of those routes that have no end. */
  public static OpenTransactionWatch start(Clusters clusters, List<PinnedRoute> routes) {
    Map<Cluster, Set<TopicPartition>> partitions = new LinkedHashMap<>();
    for (PinnedRoute route : routes) {
      if (!route.untilEnd()) {
        route.inputs().forEach(input -> add(input, partitions));
      }
    }
    OpenTransactionWatch watch =
        new OpenTransactionWatch(
            clusters,
            partitions.entrySet().stream()
                .map(source -> new SourceTransactions(source.getKey(), source.getValue()))
                .toList());
    watch.thread.start();
    return watch;
  }

  private static void add(PinnedInput input, Map<Cluster, Set<TopicPartition>> partitions) {
    Set<TopicPartition> ofCluster =
        partitions.computeIfAbsent(input.input().cluster(), cluster -> new HashSet<>());
    for (int p = 0; p < input.partitions(); p++) {
      ofCluster.add(new TopicPartition(input.input().topic(), p));
    }
  }

  /** What is open in an input for a while already, the oldest first. */
  public List<OpenTransaction> of(RouteInput input) {
    return open.getOrDefault(input.cluster().alias(), List.of()).stream()
        .filter(transaction -> transaction.topic().equals(input.topic()))
        .toList();
  }

  private void watch() {
    try {
      while (!thread.isClosed(PAUSE)) {
        sources.forEach(this::look);
      }
    } finally {
      admins.values().forEach(admin -> admin.close(Duration.ZERO));
    }
  }

  private void look(SourceTransactions source) {
    String alias = source.cluster().alias();
    try {
      Admin admin = admins.computeIfAbsent(alias, each -> clusters.admin(source.cluster()));
      open.put(
          alias,
          source.look(admin, Instant.now()).stream()
              .sorted(Comparator.comparing(OpenTransaction::since))
              .toList());
    } catch (RuntimeException e) {
      // An outage: the engine waits for the cluster, and so does this.
      LOG.debug("cluster={} open transactions are not known", alias, e);
      source.forget();
      open.remove(alias);
    }
  }

  /** Ends the watch; returns at once. */
  @Override
  public void close() {
    thread.close();
  }
}
