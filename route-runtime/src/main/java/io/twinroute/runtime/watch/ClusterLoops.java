package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

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
  public interface Look {

    /** May wait for the cluster. */
    void look(Cluster cluster, Admin admin);

    /** The look has failed, or there is no client to look with. */
    void failed(Cluster cluster, RuntimeException why);

    /** There will be no further look at the cluster; called on the thread of the looks. */
    default void ended(Cluster cluster) {}
  }

  /**
   * A cluster that answers nothing.
   *
   * @param since when it was first asked and did not answer
   */
  public record Outage(Instant since, String reason) {}

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

  public Clusters clusters() {
    return clusters;
  }

  /** From now on, {@code look} looks at these clusters and no others; returns at once. */
  public synchronized void lookAt(Look look, Set<Cluster> wanted) {
    loops
        .entrySet()
        .removeIf(loop -> !wanted.contains(loop.getKey()) && loop.getValue().isOverWithout(look));
    wanted.forEach(cluster -> loop(cluster).add(look));
  }

  /** Empty if the cluster has answered the last time, or was not asked yet. */
  public synchronized Optional<Outage> outage(Cluster cluster) {
    Loop loop = loops.get(cluster);
    return loop == null ? Optional.empty() : Optional.ofNullable(loop.outage);
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
    private final Set<Look> all = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Outage outage;

    private Loop(Cluster cluster) {
      this.cluster = cluster;
      this.thread = new WatchThread("watch-" + cluster.alias(), this::run);
    }

    private void add(Look look) {
      all.add(look);
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
            answered(Optional.of(e));
            continue;
          }
          look(admin);
        }
      } finally {
        all.forEach(look -> look.ended(cluster));
        if (admin != null) {
          admin.close(Duration.ZERO);
        }
      }
    }

    /** The cluster answers if it answers one of the looks. */
    private void look(Admin admin) {
      Optional<RuntimeException> failure = Optional.empty();
      int failed = 0;
      for (Look look : looks) {
        try {
          look.look(cluster, admin);
        } catch (RuntimeException e) {
          look.failed(cluster, e);
          failure = Optional.of(e);
          failed++;
        }
      }
      answered(failed < looks.size() ? Optional.empty() : failure);
    }

    private void answered(Optional<RuntimeException> failure) {
      Outage before = outage;
      outage =
          failure
              .map(
                  e ->
                      new Outage(
                          before == null ? Instant.now() : before.since(),
                          String.valueOf(e.getMessage())))
              .orElse(null);
    }
  }
}
