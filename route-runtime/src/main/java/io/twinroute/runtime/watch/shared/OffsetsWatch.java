package io.twinroute.runtime.watch.shared;

import io.twinroute.config.plan.Cluster;
import io.twinroute.runtime.SharedThread;
import io.twinroute.runtime.cluster.Clusters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a cluster repeatedly for the ends of the subscribed partitions, with one request for all
 * subscribers that are due. It does not wait for the answers, so that a deleted topic delays no
 * other subscriber. Thread-safe.
 */
public final class OffsetsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(OffsetsWatch.class);

  /** So that subscriptions that come one after the other share a question. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(100);

  /** An outage is logged once, however many wait for its end. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final Clusters clusters;
  private final Cluster cluster;
  private final Thread thread;

  /** All of these are guarded by this. */
  private final Set<Subscription> subscriptions = new LinkedHashSet<>();

  private long lastRound = System.nanoTime() - LEAST_PAUSE.toNanos();
  private long lastTold = lastRound - SILENCE.toNanos();
  private boolean closed;

  OffsetsWatch(Clusters clusters, Cluster cluster) {
    this.clusters = clusters;
    this.cluster = cluster;
    this.thread = SharedThread.of("ends-" + cluster.alias(), this::watch);
  }

  void start() {
    thread.start();
  }

  /** What somebody wants to know of the cluster; its end is that of the answers. */
  public final class Subscription implements AutoCloseable {
    final Set<TopicPartition> partitions;
    final boolean wantsFirsts;
    private final long pause;
    private final OffsetsListener listener;
    private long due = System.nanoTime();
    private boolean asked;
    private boolean doubtful;
    private volatile boolean ended;

    private Subscription(
        Set<TopicPartition> partitions,
        Duration pause,
        boolean wantsFirsts,
        OffsetsListener listener) {
      this.partitions = Set.copyOf(partitions);
      this.pause = pause.toNanos();
      this.wantsFirsts = wantsFirsts;
      this.listener = listener;
    }

    void answered(PartitionOffsets offsets) {
      give(() -> listener.answered(offsets));
      isDone(this, false);
    }

    void unanswered(Throwable why) {
      if (!doubtful && !ended) {
        log(why);
      }
      give(() -> listener.unanswered(why));
      isDone(this, true);
    }

    /** A listener that fails keeps nothing from the others. */
    private void give(Runnable answer) {
      if (ended) {
        return;
      }
      try {
        answer.run();
      } catch (RuntimeException e) {
        LOG.error("cluster={} an answer could not be used", cluster.alias(), e);
      }
    }

    @Override
    public void close() {
      ended = true;
      synchronized (OffsetsWatch.this) {
        subscriptions.remove(this);
      }
    }
  }

  /**
   * Begins to ask about partitions, soon for the first time.
   *
   * @param pause the longest time between an answer and the next question
   * @param wantsFirsts whether {@link PartitionOffsets#firsts} are of interest
   */
  public synchronized Subscription subscribe(
      Set<TopicPartition> partitions,
      Duration pause,
      boolean wantsFirsts,
      OffsetsListener listener) {
    Subscription subscription = new Subscription(partitions, pause, wantsFirsts, listener);
    subscriptions.add(subscription);
    notifyAll();
    return subscription;
  }

  private void watch() {
    Admin admin = null;
    try {
      while (true) {
        List<Subscription> due = awaitDue();
        if (due.isEmpty()) {
          return;
        }
        admin = ask(admin, due);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } finally {
      if (admin != null) {
        admin.close(Duration.ZERO);
      }
    }
  }

  private @Nullable Admin ask(@Nullable Admin open, List<Subscription> due) {
    Admin admin = open;
    try {
      if (admin == null) {
        admin = clusters.admin(cluster);
      }
      // A subscriber without the last answer may ask for a deleted topic: it asks alone, or all
      // would wait.
      OffsetsQuestion.ask(admin, due.stream().filter(each -> !each.doubtful).toList());
      OffsetsQuestion.ask(admin, due.stream().filter(each -> each.doubtful).toList());
    } catch (RuntimeException e) {
      due.forEach(each -> each.unanswered(e));
    }
    return admin;
  }

  /** Those that are due; empty if there is nothing more to be asked. */
  private synchronized List<Subscription> awaitDue() throws InterruptedException {
    while (!closed) {
      long now = System.nanoTime();
      long wait = Math.max(untilNextDue(now), LEAST_PAUSE.toNanos() - (now - lastRound));
      if (wait <= 0) {
        lastRound = now;
        return takeDue(now);
      }
      wait(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
    }
    return List.of();
  }

  private long untilNextDue(long now) {
    return subscriptions.stream()
        .filter(each -> !each.asked)
        .mapToLong(each -> each.due - now)
        .min()
        .orElse(TimeUnit.HOURS.toNanos(1));
  }

  /** With those that will be due soon: so all who ask equally often come to do so at once. */
  private List<Subscription> takeDue(long now) {
    List<Subscription> taken = new ArrayList<>();
    for (Subscription each : subscriptions) {
      if (!each.asked && each.due - now <= each.pause / 2) {
        each.asked = true;
        taken.add(each);
      }
    }
    return taken;
  }

  private synchronized void isDone(Subscription subscription, boolean failed) {
    subscription.asked = false;
    subscription.doubtful = failed;
    subscription.due = System.nanoTime() + subscription.pause;
    notifyAll();
  }

  private void log(Throwable why) {
    long now = System.nanoTime();
    synchronized (this) {
      if (now - lastTold < SILENCE.toNanos()) {
        return;
      }
      lastTold = now;
    }
    LOG.info(
        "cluster={} does not say where partitions end, so silence and gaps are not known: {}",
        cluster.alias(),
        why.getMessage());
  }

  /** Ends the questions; returns at once. */
  void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
