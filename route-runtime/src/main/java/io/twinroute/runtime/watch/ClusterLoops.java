package io.twinroute.runtime.watch;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks clusters repeatedly, each on a thread of its own, so that a cluster without an answer
 * delays only its own checks. All checks of a cluster share its thread and an admin client.
 * Thread-safe.
 */
public final class ClusterLoops implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterLoops.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Duration pause;
  private final Clusters clusters;

  /** Guarded by this. */
  private final Map<Cluster, Loop> loops = new HashMap<>();

  /** The last loop of each cluster that nobody wants, which may not have ended; guarded by this. */
  private final Map<Cluster, WatchThread> ending = new HashMap<>();

  /** What is done again and again with one cluster. */
  public interface Look {

    /**
     * May wait for the cluster.
     *
     * @return whether the cluster has answered something; false if there was nothing to ask
     */
    boolean look(Cluster cluster, Admin admin);

    /** The look has failed, or there is no client to look with. */
    void failed(Cluster cluster, RuntimeException why);

    /**
     * There will be no further look at the cluster until it is wanted again; called on the thread
     * of the looks.
     */
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
        .removeIf(loop -> !wanted.contains(loop.getKey()) && isOver(loop.getValue(), look));
    wanted.forEach(cluster -> loop(cluster).add(look));
  }

  private boolean isOver(Loop loop, Look without) {
    boolean isOver = loop.isOverWithout(without);
    if (isOver) {
      ending.put(loop.cluster, loop.thread);
    }
    return isOver;
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
          Loop loop = new Loop(one, ending.remove(one));
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

    /** Those whose end is still to be reported; guarded by this. */
    private final Set<Look> open = new HashSet<>();

    private volatile @Nullable Outage outage;

    /**
     * @param before the cluster's loop before this one; two of them never look at once
     */
    private Loop(Cluster cluster, @Nullable WatchThread before) {
      this.cluster = cluster;
      this.thread = new WatchThread("watch-" + cluster.alias(), () -> run(before));
    }

    private synchronized void add(Look look) {
      open.add(look);
      if (!looks.contains(look)) {
        looks.add(look);
      }
    }

    /** Ends it where nobody else wants it. */
    private synchronized boolean isOverWithout(Look look) {
      looks.remove(look);
      if (looks.isEmpty()) {
        thread.close();
      }
      return looks.isEmpty();
    }

    private synchronized List<Look> takeThoseThatHaveLeft() {
      List<Look> left = open.stream().filter(look -> !looks.contains(look)).toList();
      left.forEach(open::remove);
      return left;
    }

    private synchronized List<Look> takeAll() {
      List<Look> left = List.copyOf(open);
      open.clear();
      return left;
    }

    private void ended(Look look) {
      try {
        look.ended(cluster);
      } catch (RuntimeException e) {
        LOG.debug("cluster={} a look has not ended in order", cluster.alias(), e);
      }
    }

    private void run(@Nullable WatchThread before) {
      if (before != null) {
        before.awaitEnd();
      }
      Admin admin = null;
      try {
        while (!thread.isClosed(pause)) {
          takeThoseThatHaveLeft().forEach(this::ended);
          try {
            if (admin == null) {
              admin = clusters.admin(cluster);
            }
          } catch (RuntimeException e) {
            looks.forEach(look -> look.failed(cluster, e));
            isOut(e);
            continue;
          }
          look(admin);
        }
      } finally {
        takeAll().forEach(this::ended);
        if (admin != null) {
          admin.close(Duration.ZERO);
        }
      }
    }

    /** The cluster answers if it answers one of the looks. */
    private void look(Admin admin) {
      RuntimeException failure = null;
      boolean answered = false;
      for (Look look : looks) {
        try {
          answered |= look.look(cluster, admin);
        } catch (RuntimeException e) {
          look.failed(cluster, e);
          failure = failure == null ? e : failure;
        }
      }
      if (answered) {
        outage = null;
      } else if (failure != null) {
        isOut(failure);
      }
    }

    private void isOut(RuntimeException why) {
      Outage before = outage;
      outage =
          new Outage(
              before == null ? Instant.now() : before.since(), String.valueOf(why.getMessage()));
    }
  }
}
