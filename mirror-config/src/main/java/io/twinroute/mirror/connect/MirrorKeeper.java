package io.twinroute.mirror.connect;

import io.twinroute.config.plan.Cluster;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.SilentWorkerException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the mirrors of one target cluster onto their Connect worker, restarts what has failed of
 * them, and looks how they are. Every method waits for the worker. Not thread-safe.
 */
final class MirrorKeeper implements AutoCloseable {

  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A worker that does not lead its group hears of new connectors a moment after that. */
  private static final Duration KNOWN_EVERYWHERE = Duration.ofSeconds(5);

  private final Cluster target;
  private final MirrorWorker worker;
  private List<MirrorConnector> connectors;

  /** Knows the worker that has taken the connectors. */
  private @Nullable ConnectClient client;

  /** When connectors that the worker is to have were first missing there, by name. */
  private final Map<String, Long> missingSince = new HashMap<>();

  /** Whether the worker has lost connectors that it had taken. */
  private boolean incomplete;

  private String trouble = "no Connect worker has been asked to run them";

  MirrorKeeper(Cluster target, MirrorWorker worker, List<MirrorConnector> connectors) {
    this.target = target;
    this.worker = worker;
    this.connectors = List.copyOf(connectors);
  }

  /**
   * Applies the connectors to a worker that has not got all of them. One of this process's own is
   * started if it does not run.
   *
   * @throws MirrorException if that cannot be done
   */
  void ensureRunning() {
    running();
  }

  /**
   * As {@link #ensureRunning}; then restarts what has failed of these connectors.
   *
   * @throws MirrorException if that cannot be done
   */
  void restartFailed(Collection<String> names) {
    ConnectClient current = running();
    current.info(); // as in apply
    names.forEach(current::restartFailed);
  }

  /**
   * As {@link #ensureRunning}; then applies further connectors, and leaves the others alone.
   *
   * @param known all clusters that connectors may name from now on
   * @throws MirrorException if that cannot be done, and then only those before are looked after
   */
  void add(List<MirrorConnector> more, Collection<Cluster> known) {
    worker.learn(known);
    apply(more, running());
    connectors = Stream.concat(connectors.stream(), more.stream()).toList();
  }

  /**
   * Looks after these connectors no more.
   *
   * @param removal takes from the worker what may go
   * @throws MirrorException if there is no worker that they could be taken from
   */
  void retire(Collection<String> names, Consumer<ConnectClient> removal) {
    connectors = connectors.stream().filter(each -> !names.contains(each.name())).toList();
    ConnectClient current = client;
    if (names.isEmpty()) {
      return;
    }
    if (current == null || worker.hasStopped()) {
      throw new MirrorException("no Connect worker on " + target + " can be asked to remove them");
    }
    removal.accept(current);
  }

  private ConnectClient running() {
    ConnectClient current = client;
    if (current != null && !incomplete && !worker.hasStopped()) {
      return current;
    }
    client = null;
    try {
      current = worker.client();
      apply(connectors, current);
    } catch (MirrorException e) {
      trouble = String.valueOf(e.getMessage());
      throw e;
    }
    client = current;
    incomplete = false;
    missingSince.clear();
    return current;
  }

  /**
   * A worker that has just taken connectors rebalances, and may refuse what comes meanwhile. One
   * that says nothing at all is not asked again: others wait to know.
   */
  private static void apply(List<MirrorConnector> connectors, ConnectClient current) {
    for (int attempt = 1; ; attempt++) {
      try {
        current.info(); // at hand: it need not be waited for as long as for the rest
        MirrorApplier.apply(connectors, current);
        return;
      } catch (MirrorException e) {
        if (attempt == ATTEMPTS || e instanceof SilentWorkerException || !pause()) {
          throw e;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How the mirrors are now; nothing is started or changed. */
  MirrorReport look() {
    long began = System.nanoTime();
    if (worker.hasStopped()) {
      return troubled(
          began, false, "the Connect worker on " + target + " has stopped; its log says why");
    }
    ConnectClient current = client;
    if (current == null) {
      return troubled(began, false, trouble);
    }
    try {
      current.info();
      worker.answers();
      Map<String, String> failures = new HashMap<>();
      Map<String, MirrorStatus> statuses = current.statuses();
      statuses.forEach(
          (connector, status) ->
              status.failure().ifPresent(failure -> failures.put(connector, failure)));
      List<String> missing = missing(statuses.keySet(), current, began);
      missing.forEach(name -> failures.put(name, "the Connect worker has no connector " + name));
      incomplete = !missing.isEmpty();
      return new MirrorReport(began, !incomplete, null, failures);
    } catch (MirrorException e) {
      if (e.getCause() instanceof ConnectException) {
        worker.isGone();
      }
      return troubled(began, true, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The connectors that somebody has removed.
   *
   * @param found those of which the worker reports a state; it has none yet for a new one
   */
  private List<String> missing(Set<String> found, ConnectClient current, long now) {
    Set<String> missing =
        connectors.stream()
            .map(MirrorConnector::name)
            .collect(Collectors.toCollection(TreeSet::new));
    missing.removeAll(found);
    if (!missing.isEmpty()) {
      missing.removeAll(current.connectors().keySet());
    }
    missingSince.keySet().retainAll(missing);
    missing.forEach(name -> missingSince.putIfAbsent(name, now));
    return missingSince.entrySet().stream()
        .filter(each -> now - each.getValue() >= KNOWN_EVERYWHERE.toNanos())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static MirrorReport troubled(long began, boolean applied, String trouble) {
    return new MirrorReport(began, applied, trouble, Map.of());
  }

  @Override
  public void close() {
    worker.close();
  }
}
