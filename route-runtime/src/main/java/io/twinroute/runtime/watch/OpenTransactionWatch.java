package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.pin.PinnedRoute;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices while routes run that a transaction stays open in one of their sources: readers of
 * committed records, and mirrors, wait before it, and nothing else says why. Each cluster is asked
 * at once for the topics of all routes. Routes may come and leave meanwhile; thread-safe.
 */
public final class OpenTransactionWatch {

  private static final Logger LOG = LoggerFactory.getLogger(OpenTransactionWatch.class);

  /** Those that have no end; guarded by this. */
  private final Set<PinnedRoute> routes = new HashSet<>();

  /** What is watched, by cluster. */
  private volatile Map<Cluster, Set<TopicPartition>> partitions = Map.of();

  private final Map<Cluster, SourceTransactions> sources = new ConcurrentHashMap<>();
  private final Map<String, List<OpenTransaction>> open = new ConcurrentHashMap<>();
  private final ClusterLoops loops;

  private final Look look = new Look();

  /**
   * @param loops runs the looks
   */
  public OpenTransactionWatch(ClusterLoops loops) {
    this.loops = loops;
  }

  /** Watches the sources of these routes, too, unless they have an end. */
  public synchronized void add(Collection<PinnedRoute> more) {
    more.stream().filter(route -> !route.untilEnd()).forEach(routes::add);
    lookAtClusters();
  }

  /** Watches the sources of these routes no more, unless others read them. */
  public synchronized void remove(Collection<PinnedRoute> some) {
    some.forEach(routes::remove);
    lookAtClusters();
  }

  private void lookAtClusters() {
    Map<Cluster, Set<TopicPartition>> wanted = new LinkedHashMap<>();
    routes.stream()
        .flatMap(PinnedRoute::topics)
        .forEach(
            topic ->
                wanted
                    .computeIfAbsent(topic.source().cluster(), cluster -> new HashSet<>())
                    .addAll(topic.allPartitions()));
    partitions = wanted;
    sources.keySet().retainAll(wanted.keySet());
    open.keySet().retainAll(wanted.keySet().stream().map(Cluster::alias).toList());
    loops.lookAt(look, wanted.keySet());
  }

  /** Unless nobody reads from the cluster any more. */
  private synchronized void keep(Cluster cluster, List<OpenTransaction> found) {
    if (partitions.containsKey(cluster)) {
      open.put(cluster.alias(), found);
    } else {
      sources.remove(cluster);
    }
  }

  /** What is open in a source for a while already, the oldest first. */
  public List<OpenTransaction> of(SourceTopic source) {
    return open.getOrDefault(source.cluster().alias(), List.of()).stream()
        .filter(transaction -> transaction.topic().equals(source.topic()))
        .toList();
  }

  /**
   * Where the committed records of the watched partitions end, as of the last look; nothing if the
   * cluster has not answered.
   */
  public Map<TopicPartition, Long> committedEnds(Cluster cluster) {
    SourceTransactions source = sources.get(cluster);
    return source == null ? Map.of() : source.committedEnds();
  }

  private final class Look implements ClusterLoops.Look {

    @Override
    public boolean look(Cluster cluster, Admin admin) {
      Set<TopicPartition> asked = partitions.getOrDefault(cluster, Set.of());
      List<OpenTransaction> found =
          sources
              .computeIfAbsent(cluster, SourceTransactions::new)
              .look(admin, asked, Instant.now())
              .stream()
              .sorted(Comparator.comparing(OpenTransaction::since))
              .toList();
      keep(cluster, found);
      return !asked.isEmpty();
    }

    @Override
    public void failed(Cluster cluster, RuntimeException why) {
      // An outage: the engine waits for the cluster, and so does this.
      LOG.debug("cluster={} open transactions are not known", cluster.alias(), why);
      Optional.ofNullable(sources.get(cluster)).ifPresent(SourceTransactions::forget);
      open.remove(cluster.alias());
    }
  }
}
