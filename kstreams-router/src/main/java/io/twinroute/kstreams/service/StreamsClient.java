package io.twinroute.kstreams.service;

import io.twinroute.kstreams.clients.RouteClients;
import io.twinroute.kstreams.clients.SharedAdmins;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.topology.RemovalEvidence;
import io.twinroute.kstreams.topology.SilenceEvidence;
import io.twinroute.kstreams.topology.StreamsRouteTopology;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import io.twinroute.runtime.pin.PinnedRoute;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** A Streams client that stops at its first failure and remembers it. */
final class StreamsClient implements RunningTopology {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  /** What a store has in files and in memory. */
  private static final Set<String> STORE_SIZES =
      Set.of("total-sst-files-size", "size-all-mem-tables");

  private final PinnedRoute route;
  private final KafkaStreams streams;
  private final AtomicLong rebalances = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private StreamsClient(
      PinnedRoute route, Topology topology, Properties config, RouteClients clients) {
    this.route = route;
    this.streams = new KafkaStreams(topology, config, clients);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.REBALANCING && before == KafkaStreams.State.RUNNING) {
            rebalances.incrementAndGet();
          }
        });
    streams.setUncaughtExceptionHandler(
        e -> {
          failure.compareAndSet(null, e);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
  }

  /**
   * Starts a route's topology.
   *
   * @param admins returns the admin client that routes with the same target share
   * @param progress is also notified of the stream threads' transactions
   * @throws RouteFailedException if the state directory cannot be created
   */
  static StreamsClient start(
      PinnedRoute route,
      StreamsSettings settings,
      SharedAdmins admins,
      SilenceEvidence silence,
      RemovalEvidence removal,
      StreamsProgress progress) {
    createStateDirectory(settings.stateDir());
    StreamsClient client =
        new StreamsClient(
            route,
            StreamsRouteTopology.of(route, silence, removal, progress),
            StreamsConfiguration.of(route, settings),
            new RouteClients(
                progress, config -> admins.of(route.plan().output().cluster(), config)));
    client.streams.start();
    return client;
  }

  /** Streams creates it too, but fails one of two routes that start at once. */
  static void createStateDirectory(String path) {
    try {
      if (!Files.isWritable(Files.createDirectories(Path.of(path)))) {
        throw new AccessDeniedException(path);
      }
    } catch (IOException | InvalidPathException e) {
      throw new RouteFailedException(
          new Misconfigured(
              "The state directory '%s' cannot be created or written: %s. Set twinroute.kstreams.state-dir to one that this user may write to."
                  .formatted(path, e)),
          e);
    }
  }

  @Override
  public Optional<Set<TopicPartition>> inputs() {
    return isRunning()
        ? Optional.of(
            streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .collect(Collectors.toSet()))
        : Optional.empty();
  }

  @Override
  public long rebalances() {
    return rebalances.get();
  }

  @Override
  public OptionalLong storeBytes() {
    return streams.metrics().values().stream()
        .filter(metric -> STORE_SIZES.contains(metric.metricName().name()))
        .map(Metric::metricValue)
        .filter(Number.class::isInstance)
        .mapToLong(size -> ((Number) size).longValue())
        .reduce(Long::sum);
  }

  @Override
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  @Override
  public void requireHealth() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw Reasons.failed(route, cause);
    }
    if (streams.state().hasStartedOrFinishedShuttingDown()) {
      throw new RouteFailedException("Kafka Streams ended by itself: " + streams.state());
    }
  }

  @Override
  public void stop() {
    boolean ended = leave();
    Throwable cause = failure.get();
    if (cause != null) {
      throw Reasons.failed(route, cause);
    }
    if (!ended) {
      throw new RouteFailedException(
          "Kafka Streams did not end within " + STOP_TIMEOUT.toSeconds() + " s.");
    }
  }

  private boolean leave() {
    return streams.close(
        CloseOptions.timeout(STOP_TIMEOUT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }

  @Override
  public void close() {
    leave();
  }
}
