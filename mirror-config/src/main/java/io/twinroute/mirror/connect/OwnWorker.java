package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.recovery.OrphanedTransactions;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker in this process; a new one takes the place of one that has stopped. */
final class OwnWorker implements MirrorWorker {

  /** Long for the transaction of a task that lives. */
  private static final Duration STANDSTILL = Duration.ofSeconds(1);

  private final Clusters clusters;
  private final Cluster target;
  private Collection<Cluster> known;
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
    this.known = List.copyOf(known);
    this.orphans = orphans;
  }

  @Override
  public ConnectClient client() {
    EmbeddedConnectWorker running = worker;
    if (running == null || !running.isAlive()) {
      close();
      endOrphans();
      running = EmbeddedConnectWorker.start(clusters, target, known);
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
    known = List.copyOf(clusters);
    if (worker != null) {
      worker.learn(known);
    }
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
