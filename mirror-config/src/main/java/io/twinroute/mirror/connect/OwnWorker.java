package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.recovery.OrphanedTransactions;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A worker in this process; a new one takes the place of one that has stopped. */
final class OwnWorker implements MirrorWorker {

  /** Long for the transaction of a task that lives. */
  private static final Duration STANDSTILL = Duration.ofSeconds(1);

  private final Clusters clusters;
  private final Cluster target;

  /**
   * By alias: also of connectors that are there although no route of the newest file needs them.
   */
  private final Map<String, Cluster> known = new LinkedHashMap<>();

  private final OrphanedTransactions orphans;
  private @Nullable EmbeddedConnectWorker worker;

  /**
   * @param known all clusters that connectors may name
   * @param orphans of a worker that an earlier process has not ended in order
   */
  OwnWorker(
      Clusters clusters, Cluster target, Collection<Cluster> known, OrphanedTransactions orphans) {
    this.clusters = clusters;
    this.target = target;
    known.forEach(cluster -> this.known.put(cluster.alias(), cluster));
    this.orphans = orphans;
  }

  @Override
  public ConnectClient client() {
    EmbeddedConnectWorker running = worker;
    if (running == null || !running.isAlive()) {
      close();
      endOrphans();
      running = EmbeddedConnectWorker.start(clusters, target, known());
      worker = running;
    }
    return running.client();
  }

  private void endOrphans() {
    orphans.forget();
    if (orphans.look()) {
      try {
        Thread.sleep(STANDSTILL.toMillis());
        orphans.look();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // which the start of a worker heeds
      }
    }
  }

  @Override
  public void learn(Collection<Cluster> clusters) {
    clusters.forEach(cluster -> known.put(cluster.alias(), cluster));
    if (worker != null) {
      worker.learn(clusters);
    }
  }

  /** All clusters that a worker is started with. */
  List<Cluster> known() {
    return List.copyOf(known.values());
  }

  @Override
  public boolean hasStopped() {
    return worker != null && !worker.isAlive();
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }
}
