package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import org.jspecify.annotations.Nullable;

/** A worker in this process; a new one takes the place of one that has stopped. */
final class OwnWorker implements MirrorWorker {

  private final Cluster target;
  private @Nullable EmbeddedConnectWorker worker;

  OwnWorker(Cluster target) {
    this.target = target;
  }

  @Override
  public ConnectClient client() {
    EmbeddedConnectWorker running = worker;
    if (running == null || !running.isAlive()) {
      close();
      running = EmbeddedConnectWorker.start(target);
      worker = running;
    }
    return new ConnectClient(running.url());
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
