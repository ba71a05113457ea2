package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.recovery.OrphanedTransactions;
import io.twinroute.runtime.cluster.Clusters;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the mirrors of one target cluster on a thread of its own. Nobody else waits for their
 * Connect worker, which may not answer: what is wanted of it is asked for here, and what came of
 * that is read in {@link #report()}. Thread-safe; no method waits but {@link #close()}.
 *
 * <p>A look begins only when all that was asked for has been done. So a report whose look
 * {@linkplain MirrorReport#began() began} after a request shows its outcome.
 */
public final class MirrorSupervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MirrorSupervisor.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

  private final Cluster target;
  private final MirrorKeeper keeper;
  private final Duration endTimeout;

  /** Of all connectors that there have been; whoever ends their transactions reads it. */
  private final Set<String> names;

  /** Each names connectors of which to restart what has failed, or none: then all are to run. */
  private final BlockingQueue<Set<String>> requests = new LinkedBlockingQueue<>();

  /** Changes of which connectors there are; each comes with a request. */
  private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

  private final Thread thread;
  private volatile MirrorReport report;
  private volatile boolean stopRequested;
  private volatile boolean ended;

  private record Change(Runnable action, CompletableFuture<Void> done) {

    void make() {
      try {
        action.run();
        done.complete(null);
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
        if (e instanceof Error error) {
          throw error; // of which more is to be said than that the change was not made
        }
      }
    }
  }

  private MirrorSupervisor(
      Cluster target, MirrorKeeper keeper, Set<String> names, Duration endTimeout) {
    this.target = target;
    this.keeper = keeper;
    this.names = names;
    this.endTimeout = endTimeout;
    this.report = keeper.look();
    this.thread = new Thread(this::supervise, "mirrors-" + target.alias());
    thread.setDaemon(true);
  }

  /**
   * Starts a supervisor, which does nothing before the first request.
   *
   * @param known all clusters that connectors on a worker inside this process may name
   * @param connect the base URL of the worker; null for one inside this process
   * @param connectors all that copy to {@code target}
   */
  public static MirrorSupervisor start(
      Clusters clusters,
      Cluster target,
      Collection<Cluster> known,
      @Nullable URI connect,
      List<MirrorConnector> connectors) {
    Set<String> names = new CopyOnWriteArraySet<>();
    OrphanedTransactions orphans = OrphanedTransactions.of(clusters, target, names);
    MirrorWorker worker =
        connect == null
            ? new OwnWorker(clusters, target, known, orphans)
            : new NamedWorker(new ConnectClient(connect), orphans);
    return start(target, worker, connectors, names, END_TIMEOUT);
  }

  static MirrorSupervisor start(
      Cluster target, MirrorWorker worker, List<MirrorConnector> connectors, Duration endTimeout) {
    return start(target, worker, connectors, new CopyOnWriteArraySet<>(), endTimeout);
  }

  private static MirrorSupervisor start(
      Cluster target,
      MirrorWorker worker,
      List<MirrorConnector> connectors,
      Set<String> names,
      Duration endTimeout) {
    connectors.forEach(connector -> names.add(connector.name()));
    MirrorSupervisor supervisor =
        new MirrorSupervisor(
            target, new MirrorKeeper(target, worker, connectors), names, endTimeout);
    supervisor.thread.start();
    return supervisor;
  }

  /** Asks for a worker that has the connectors; no more than that if there is one. */
  public void ensureRunning() {
    requests.add(Set.of());
  }

  /** Asks to restart what has failed of these connectors, or the worker if that has stopped. */
  public void restartFailed(Collection<String> connectors) {
    requests.add(Set.copyOf(connectors));
  }

  /**
   * Asks for further connectors; the others are left alone.
   *
   * @param known all clusters that connectors on a worker inside this process may name from now on
   * @return fails with a {@link MirrorException} if the worker does not take them
   */
  public CompletableFuture<Void> add(List<MirrorConnector> more, Collection<Cluster> known) {
    more.forEach(connector -> names.add(connector.name()));
    return change(() -> keeper.add(more, known));
  }

  /**
   * Asks to look after these connectors no more.
   *
   * @param removal takes from a worker that runs what may go; called on another thread
   * @return fails as {@code removal} does
   */
  public CompletableFuture<Void> retire(
      Collection<String> connectors, Consumer<ConnectClient> removal) {
    return change(() -> keeper.retire(connectors, removal));
  }

  private CompletableFuture<Void> change(Runnable change) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    changes.add(new Change(change, done));
    requests.add(Set.of());
    if (ended) {
      refuseChanges();
    }
    return done;
  }

  /** How the mirrors were when they were last looked at. */
  public MirrorReport report() {
    return report;
  }

  private void supervise() {
    try {
      for (Set<String> request = requests.take(); !stopRequested; request = nextOrPause()) {
        serve(request);
      }
    } catch (InterruptedException e) {
      // Somebody has asked it to stop.
    } finally {
      endInterrupts(); // the worker is to end in order
      ended = true;
      refuseChanges();
      keeper.close();
    }
  }

  private void refuseChanges() {
    for (Change change = changes.poll(); change != null; change = changes.poll()) {
      change
          .done()
          .completeExceptionally(
              new MirrorException("the mirrors on " + target + " are no longer supervised"));
    }
  }

  private @Nullable Set<String> nextOrPause() throws InterruptedException {
    return requests.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void serve(@Nullable Set<String> request) {
    try {
      for (Change change = changes.poll(); change != null; change = changes.poll()) {
        change.make();
      }
      if (stopRequested) {
        return; // by what came of a change
      }
      for (Set<String> next = request; next != null; next = requests.poll()) {
        fulfil(next);
      }
      publish(keeper.look());
    } catch (RuntimeException | Error e) {
      // A thread that just died would leave the mirrors looking well.
      LOG.error("target={} the mirrors cannot be supervised", target.alias(), e);
      String why = "the mirrors on " + target + " cannot be supervised: " + e;
      publish(new MirrorReport(System.nanoTime(), false, why, Map.of()));
    }
  }

  /** With whatever else has been asked for meanwhile: a worker that is silent makes all wait. */
  private void fulfil(Set<String> request) {
    Set<String> failed = new LinkedHashSet<>(request);
    for (Set<String> more = requests.poll(); more != null; more = requests.poll()) {
      failed.addAll(more);
    }
    try {
      if (failed.isEmpty()) {
        keeper.ensureRunning();
      } else {
        keeper.restartFailed(failed);
      }
    } catch (MirrorException e) {
      if (!stopRequested) {
        LOG.warn("target={} mirrors cannot be started: {}", target.alias(), e.getMessage());
      }
    }
  }

  /** A check that a stop has interrupted shows nothing. */
  private void publish(MirrorReport seen) {
    if (!stopRequested) {
      report = seen;
    }
  }

  /** Asks for the end of the supervision, and of a worker inside this process; returns at once. */
  public synchronized void requestStop() {
    if (!stopRequested) {
      stopRequested = true;
      thread.interrupt();
    }
  }

  private synchronized void endInterrupts() {
    stopRequested = true;
    Thread.interrupted();
  }

  /**
   * Ends the supervision, and a worker inside this process. It does not wait longer than a few
   * seconds for a worker, whose successor copies uncommitted records again.
   */
  @Override
  public void close() {
    requestStop();
    try {
      thread.join(endTimeout.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn(
          "target={} the Connect worker does not end; the router no longer waits for it",
          target.alias());
    }
  }
}
