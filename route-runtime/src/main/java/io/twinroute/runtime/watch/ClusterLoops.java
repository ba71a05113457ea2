package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;

/**
 * Checks clusters repeatedly, each on a thread of its own, so that a cluster without an answer
 * delays only its own checks. All checks of a cluster share its thread and an admin client.
 * Thread-safe.
 */
public final class ClusterLoops implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Duration pause;
  private final Clusters clusters;

  /** Guarded by this. */
  private final Map<Cluster, Loop> loops = new HashMap<>();

  /** What is done again and again with one cluster. */
  interface Look {

    /** May wait for the cluster. */
    void look(Cluster cluster, Admin admin);

    /** The look has failed, or there is no client to look with. */
    void failed(Cluster cluster, RuntimeException why);
  }

  /** Looks at clusters every two seconds, once somebody wants it. */
  public ClusterLoops(Clusters clusters) {
    this(clusters, PAUSE);
  }

  /**
   * @param pause between two looks at a cluster
   */
  ClusterLoops(Clusters clusters, Duration pause) {
    this.clusters = clusters;
    this.pause = pause;
  }

  Clusters clusters() {
    return clusters;
  }

  /** From now on, {@code look} looks at these clusters and no others; returns at once. */
  synchronized void lookAt(Look look, Set<Cluster> wanted) {
    loops
        .entrySet()
        .removeIf(loop -> !wanted.contains(loop.getKey()) && loop.getValue().isOverWithout(look));
    wanted.forEach(cluster -> loop(cluster).add(look));
  }

  private Loop loop(Cluster cluster) {
    return loops.computeIfAbsent(
        cluster,
        one -> {
          Loop loop = new Loop(one);
          loop.thread.start();
          return loop;
        });
  }

  /** Ends all looks; returns at once. */
  @Override
  public synchronized void close() {
    loops.values().forEach(loop -> loop.thread.close());
    loops.clear();
  }

  private final class Loop {
    private final Cluster cluster;
    private final WatchThread thread;
    private final List<Look> looks = new CopyOnWriteArrayList<>();

    private Loop(Cluster cluster) {
      this.cluster = cluster;
      this.thread = new WatchThread("watch-" + cluster.alias(), this::run);
    }

    private void add(Look look) {
      if (!looks.contains(look)) {
        looks.add(look);
      }
    }

    /** Ends it where nobody else wants it. */
    private boolean isOverWithout(Look look) {
      looks.remove(look);
      if (looks.isEmpty()) {
        thread.close();
      }
      return looks.isEmpty();
    }

    private void run() {
      Admin admin = null;
      try {
        while (!thread.isClosed(pause)) {
          try {
            if (admin == null) {
              admin = clusters.admin(cluster);
            }
          } catch (RuntimeException e) {
            looks.forEach(look -> look.failed(cluster, e));
            continue;
          }
          for (Look look : looks) {
            look(look, admin);
          }
        }
      } finally {
        if (admin != null) {
          admin.close(Duration.ZERO);
        }
      }
    }

    private void look(Look look, Admin admin) {
      try {
        look.look(cluster, admin);
      } catch (RuntimeException e) {
        look.failed(cluster, e);
      }
    }
  }
}
