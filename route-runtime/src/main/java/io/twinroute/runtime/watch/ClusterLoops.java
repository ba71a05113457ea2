package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * Checks clusters repeatedly, each on a thread of its own, so that a cluster without an answer
 * delays only its own checks. Thread-safe.
 */
final class ClusterLoops implements AutoCloseable {

  private final String name;
  private final Duration pause;
  private final Clusters clusters;
  private final Look look;

  /** Guarded by this. */
  private final Map<Cluster, Loop> loops = new HashMap<>();

  /** What is done again and again with one cluster. */
  interface Look {

    /** May wait for the cluster. */
    void look(Cluster cluster, Admin admin);

    /** The look has failed, or there is no client to look with. */
    void failed(Cluster cluster, RuntimeException why);
  }

  /**
   * @param name what the threads are called, before the cluster's alias
   * @param pause between two looks
   */
  ClusterLoops(String name, Duration pause, Clusters clusters, Look look) {
    this.name = name;
    this.pause = pause;
    this.clusters = clusters;
    this.look = look;
  }

  /** From now on these clusters are looked at, and no others; returns at once. */
  synchronized void lookAt(Set<Cluster> wanted) {
    loops
        .entrySet()
        .removeIf(
            loop -> {
              boolean over = !wanted.contains(loop.getKey());
              if (over) {
                loop.getValue().thread.close();
              }
              return over;
            });
    wanted.forEach(
        cluster ->
            loops.computeIfAbsent(
                cluster,
                one -> {
                  Loop loop = new Loop(one);
                  loop.thread.start();
                  return loop;
                }));
  }

  /** Ends all looks; returns at once. */
  @Override
  public void close() {
    lookAt(Set.of());
  }

  private final class Loop {
    private final Cluster cluster;
    private final WatchThread thread;

    Loop(Cluster cluster) {
      this.cluster = cluster;
      this.thread = new WatchThread(name + "-" + cluster.alias(), this::run);
    }

    private void run() {
      Admin admin = null;
      try {
        while (!thread.isClosed(pause)) {
          try {
            if (admin == null) {
              admin = clusters.admin(cluster);
            }
            look.look(cluster, admin);
          } catch (RuntimeException e) {
            look.failed(cluster, e);
          }
        }
      } finally {
        if (admin != null) {
          admin.close(Duration.ZERO);
        }
      }
    }
  }
}
