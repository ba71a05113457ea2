package io.twinroute.runtime.cluster.shared;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Clusters whose users share an admin client: each client has a thread, and connections to all
 * brokers. It is created for the first user of a cluster, and closed when the last one has closed
 * it. Consumers and producers are not shared. Thread-safe.
 */
public final class SharedAdminClusters implements Clusters {

  private final Clusters clusters;

  /** Guarded by this. */
  private final Map<Cluster, SharedAdmin> open = new HashMap<>();

  /**
   * @param clusters creates the clients
   */
  public SharedAdminClusters(Clusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public Admin admin(Cluster cluster) {
    SharedAdmin shared = join(cluster);
    AtomicBoolean left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (!left.getAndSet(true)) {
            leave(cluster, shared);
          }
        };
    try {
      return LentAdmin.of(shared.admin(), leave);
    } catch (RuntimeException e) {
      leave.run();
      throw e;
    }
  }

  private synchronized SharedAdmin join(Cluster cluster) {
    SharedAdmin shared =
        open.computeIfAbsent(cluster, one -> new SharedAdmin(() -> clusters.admin(one)));
    shared.users++;
    return shared;
  }

  private void leave(Cluster cluster, SharedAdmin shared) {
    synchronized (this) {
      shared.users--;
      if (shared.users > 0) {
        return;
      }
      open.remove(cluster);
    }
    shared.close();
  }

  @Override
  public Consumer<byte[], byte[]> consumer(Cluster cluster) {
    return clusters.consumer(cluster);
  }

  @Override
  public Consumer<byte[], byte[]> sparingConsumer(Cluster cluster) {
    return clusters.sparingConsumer(cluster);
  }

  @Override
  public Producer<byte[], byte[]> producer(
      Cluster cluster, String transactionalId, Duration timeout) {
    return clusters.producer(cluster, transactionalId, timeout);
  }

  /**
   * The client of one cluster. A user may wait for its creation, users of other clusters do not.
   */
  private static final class SharedAdmin {

    private final Supplier<Admin> create;

    /** Guarded by the owner. */
    private int users;

    /** Guarded by this. */
    private @Nullable Admin admin;

    private SharedAdmin(Supplier<Admin> create) {
      this.create = create;
    }

    private synchronized Admin admin() {
      Admin current = admin;
      if (current == null) {
        current = create.get();
        admin = current;
      }
      return current;
    }

    private synchronized void close() {
      if (admin != null) {
        admin.close(Duration.ZERO);
      }
    }
  }
}
