package io.twinroute.kstreams.mirror;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.StreamsSettings;
import io.twinroute.config.plan.StreamsSettings.Mirror;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.MirrorNames;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.connect.EmbeddedConnectWorker;
import io.twinroute.mirror.connect.MirrorApplier;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.mirror.render.MirrorConnectors;
import io.twinroute.runtime.RouteFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirrors that copy to one target cluster, and the Connect worker in this process that runs
 * them unless the settings name another one. Where the mirrors are someone else's business, nothing
 * is started, applied or watched. Thread-safe.
 */
public final class TargetMirrors implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TargetMirrors.class);
  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Cluster target;
  private final List<MirrorConnector> connectors;
  private final @Nullable String connect;
  private final Mirror mirror;
  private @Nullable EmbeddedConnectWorker worker;
  private @Nullable ConnectClient client;

  /**
   * @param routes all routes on {@code target}
   * @throws RouteFailedException if one of them cannot be mirrored
   */
  public TargetMirrors(Cluster target, List<RoutePlan> routes, StreamsSettings settings) {
    this.target = target;
    this.connectors = told(() -> MirrorConnectors.of(routes, settings));
    this.connect = settings.connect();
    this.mirror = settings.mirror();
  }

  /**
   * Starts the worker if there is none or it has stopped, and applies the connectors to a worker
   * that has not got them yet.
   *
   * @throws RouteFailedException if that cannot be done
   */
  public synchronized void ensureRunning() {
    if (mirror == Mirror.EXTERNAL) {
      return;
    }
    if (client == null || (worker != null && !worker.isAlive())) {
      ConnectClient current = told(this::connect);
      apply(current);
      client = current;
    }
  }

  /**
   * A worker that has just taken one connector rebalances, and may refuse the next one meanwhile.
   */
  private void apply(ConnectClient current) {
    for (int attempt = 1; ; attempt++) {
      try {
        told(() -> MirrorApplier.apply(connectors, current));
        return;
      } catch (RouteFailedException e) {
        if (attempt == ATTEMPTS || !pause()) {
          throw e;
        }
      }
    }
  }

  /** What is wrong with the mirrors of {@code route}; empty if nothing is, or nobody looks. */
  Optional<String> failure(RoutePlan route) {
    if (mirror == Mirror.EXTERNAL) {
      return Optional.empty();
    }
    Optional<ConnectClient> running = running();
    if (running.isEmpty()) {
      return Optional.of("the Connect worker on " + target + " has stopped; its log says why");
    }
    // Without the lock: a worker that stands still would hold up all routes, one after the other.
    ConnectClient current = running.get();
    try {
      return names(route)
          .map(current::status)
          .flatMap(status -> status.failure().stream())
          .findFirst();
    } catch (MirrorException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private synchronized Optional<ConnectClient> running() {
    return worker != null && !worker.isAlive() ? Optional.empty() : Optional.ofNullable(client);
  }

  /**
   * Restarts what has failed of the mirrors of {@code route}, or the worker if that has stopped.
   */
  synchronized void restartFailed(RoutePlan route) {
    try {
      ensureRunning();
      ConnectClient current = client;
      if (current != null) {
        names(route).forEach(current::restartFailed);
      }
    } catch (MirrorException | RouteFailedException e) {
      LOG.warn("target={} mirrors cannot be restarted: {}", target.alias(), e.getMessage());
    }
  }

  private Stream<String> names(RoutePlan route) {
    return route.inputs().stream()
        .map(input -> MirrorNames.connector(input.cluster(), target))
        .distinct();
  }

  private ConnectClient connect() {
    if (connect != null) {
      return new ConnectClient(URI.create(connect));
    }
    close();
    EmbeddedConnectWorker started = EmbeddedConnectWorker.start(target);
    worker = started;
    return new ConnectClient(started.url());
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

  private static <T> T told(Supplier<T> action) {
    try {
      return action.get();
    } catch (MirrorException e) {
      throw new RouteFailedException("Mirroring: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    client = null;
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }
}
