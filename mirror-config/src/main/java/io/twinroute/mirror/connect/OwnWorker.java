package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.recovery.OrphanedTransactions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A worker in this process; a new one takes the place of one that has stopped. */
final class OwnWorker implements MirrorWorker {

  /** Long for the transaction of a task that lives. */
  private static final Duration STANDSTILL = Duration.ofSeconds(1);

  private final Cluster target;
  private final OrphanedTransactions orphans;
  private @Nullable EmbeddedConnectWorker worker;

  /**
   * @param orphans of a worker that an earlier process has not ended in order
   */
  OwnWorker(Cluster target, OrphanedTransactions orphans) {
    this.target = target;
    this.orphans = orphans;
  }

  @Override
  public ConnectClient client() {
    EmbeddedConnectWorker running = worker;
    if (running == null || !running.isAlive()) {
      close();
      endOrphans();
      running = EmbeddedConnectWorker.start(target);
      worker = running;
    }
    return new ConnectClient(running.url());
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
