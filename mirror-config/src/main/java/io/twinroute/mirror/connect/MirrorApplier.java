package io.twinroute.mirror.connect;

import io.twinroute.mirror.MirrorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings a Connect worker to the state that a set of connectors describes. */
public final class MirrorApplier {

  private static final int AT_ONCE = 8;

  private final List<MirrorConnector> connectors;
  private final ConnectClient client;
  private final List<String> created = new ArrayList<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> unchanged = new ArrayList<>();
  private final List<String> revived = new ArrayList<>();
  private final List<String> relieved = new ArrayList<>();

  private MirrorApplier(List<MirrorConnector> connectors, ConnectClient client) {
    this.connectors = connectors;
    this.client = client;
  }

  /**
   * Creates the connectors that are missing, changes those whose settings differ, resumes those
   * that are paused or stopped and restarts what has failed. Doing it again changes nothing.
   *
   * <p>Connectors that are not in {@code connectors} are left alone, but for those of an earlier
   * version, which copied all topics of a pair of clusters: a topic that has a connector of its own
   * now is taken out of them. Who made a connector first stays its maker.
   *
   * @throws MirrorException if the worker does not answer or refuses a connector; others may have
   *     been applied
   */
  public static AppliedMirrors apply(List<MirrorConnector> connectors, ConnectClient client) {
    return new MirrorApplier(connectors, client).apply();
  }

  private AppliedMirrors apply() {
    Map<String, MirrorConnector> present = present();
    present.values().stream().filter(MirrorConnector::isOfAPair).forEach(this::relieve);
    putAll(connectors.stream().flatMap(wanted -> toPut(wanted, present).stream()).toList());
    revive(present);
    return new AppliedMirrors(created, changed, unchanged, revived, relieved);
  }

  private Map<String, MirrorConnector> present() {
    Map<String, MirrorConnector> listed = client.connectors();
    if (connectors.stream().allMatch(wanted -> listed.containsKey(wanted.name()))) {
      return listed;
    }
    client.awaitConfiguration();
    return client.connectors();
  }

  private void relieve(MirrorConnector pair) {
    List<String> own =
        connectors.stream()
            .filter(wanted -> wanted.naming().equals(pair.naming()))
            .filter(wanted -> wanted.source().equals(pair.source()))
            .filter(wanted -> wanted.target().equals(pair.target()))
            .flatMap(wanted -> wanted.topics().stream())
            .toList();
    if (!Collections.disjoint(pair.topics(), own)) {
      client.takeOut(own, pair);
      relieved.add(pair.name());
    }
  }

  /** As it is to be put; empty if the worker has it so already. */
  private Optional<MirrorConnector> toPut(
      MirrorConnector wanted, Map<String, MirrorConnector> present) {
    MirrorConnector there = present.get(wanted.name());
    if (there == null) {
      created.add(wanted.name());
      return Optional.of(wanted);
    }
    MirrorConnector connector = wanted.madeBy(there.maker());
    if (connector.equals(there)) {
      unchanged.add(wanted.name());
      return Optional.empty();
    }
    changed.add(wanted.name());
    return Optional.of(connector);
  }

  /**
   * At the same time: a worker takes as one change of its group what it is asked for at once, and
   * each change is waited for.
   */
  private void putAll(List<MirrorConnector> wanted) {
    ExecutorService requests = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> puts = new ArrayList<>();
      wanted.forEach(connector -> puts.add(requests.submit(() -> client.put(connector))));
      puts.forEach(MirrorApplier::await);
    } finally {
      requests.shutdownNow();
    }
  }

  private static void await(Future<?> request) {
    try {
      request.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MirrorException("interrupted while talking to Connect", e);
    }
  }

  private void revive(Map<String, MirrorConnector> present) {
    List<String> old =
        connectors.stream().map(MirrorConnector::name).filter(present::containsKey).toList();
    if (old.isEmpty()) {
      return;
    }
    Map<String, MirrorStatus> statuses = client.statuses();
    for (String connector : old) {
      MirrorStatus status = statuses.get(connector);
      if (status != null && revive(status)) {
        revived.add(connector);
      }
    }
  }

  private boolean revive(MirrorStatus status) {
    if (status.isHalted()) {
      client.resume(status.connector());
      return true;
    }
    if (status.failure().isPresent()) {
      client.restartFailed(status.connector());
      return true;
    }
    return false;
  }
}
