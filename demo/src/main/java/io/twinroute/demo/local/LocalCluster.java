package io.twinroute.demo.local;

import io.twinroute.config.plan.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * One broker of {@link LocalClusters}: a cluster by itself, unless its setup says otherwise. Not
 * thread-safe.
 */
public final class LocalCluster {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final int PORT_ATTEMPTS = 5;
  private static final int LOG_LINES_SHOWN = 15;

  private final String alias;
  private final ProcessGroup group;
  private final Path folder;
  private final BrokerSetup setup;
  private final String clusterId;
  private int port;
  private int controllerPort;
  private @Nullable ChildProcess broker;

  LocalCluster(String alias, ProcessGroup group, BrokerSetup setup) {
    this.alias = alias;
    this.group = group;
    this.setup = setup;
    this.folder = group.folder().resolve(alias);
    this.clusterId =
        setup.member() == null ? Uuid.randomUuid().toString() : setup.member().clusterId();
  }

  /** The cluster's name. */
  public String alias() {
    return alias;
  }

  /** {@code localhost:<port>}; the same after a restart. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /**
   * The broker's process.
   *
   * @throws IllegalStateException if it has not been started
   */
  public ProcessHandle process() {
    if (broker == null) {
      throw new IllegalStateException("never started: " + alias);
    }
    return broker.process().toHandle();
  }

  /** The cluster as a route file would define it. */
  public Cluster asCluster() {
    return new Cluster(alias, bootstrapServers(), Map.of());
  }

  /** Starts on free ports, and on others if one of them is taken meanwhile. */
  void start() {
    for (int attempt = 1; ; attempt++) {
      port = FreePorts.find();
      controllerPort = setup.member() == null ? FreePorts.find() : setup.member().controllerPort();
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      try {
        restart();
        return;
      } catch (LocalClusterException e) {
        if (attempt == PORT_ATTEMPTS || !e.isPortInUse()) {
          throw e;
        }
        TemporaryFolders.delete(folder);
      }
    }
  }

  /**
   * Starts the broker again after {@link #stop()} or {@link #kill()}, with its data, at its
   * address.
   *
   * @throws LocalClusterException if it does not come up
   */
  public void restart() {
    BrokerSettings.write(folder, port, controllerPort, setup);
    ChildProcess started = group.start(alias, command(), Map.of(), Duration.ZERO);
    broker = started;
    awaitReady(started);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC"));
    // The second compiler costs a short-lived broker more than it saves.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dlogback.configurationFile=io/twinroute/demo/local/broker-logback.xml");
    command.addAll(setup.jvmOptions());
    command.addAll(BrokerClasses.options());
    command.addAll(List.of(BrokerMain.class.getName(), folder.toString(), clusterId));
    return command;
  }

  /** Shuts the broker down in order; its data stay. */
  public void stop() {
    if (broker != null) {
      // By its handle: Process.destroy() would also close the pipe that shows that its parent is
      // alive.
      process().destroy();
      awaitEnd(broker);
    }
  }

  /** Kills the broker as a crash would; its data stay. */
  public void kill() {
    if (broker != null) {
      process().destroyForcibly();
      awaitEnd(broker);
    }
  }

  private static void awaitEnd(ChildProcess broker) {
    new ChildProcess(broker.name(), broker.process(), broker.log(), STOP_TIMEOUT).end();
  }

  private void awaitReady(ChildProcess started) {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      // The socket first: a Kafka client would log each failed attempt.
      while (!acceptsConnections()) {
        if (!started.isAlive() || System.nanoTime() > deadline) {
          throw failure(started);
        }
        Thread.sleep(50);
      }
      try (Admin admin =
          Admin.create(
              Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers()))) {
        if (admin.describeCluster().nodes().get().isEmpty()) {
          throw failure(started);
        }
      }
    } catch (ExecutionException e) {
      throw failure(started);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(started);
    }
  }

  private boolean acceptsConnections() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName("localhost"), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private LocalClusterException failure(ChildProcess started) {
    return new LocalClusterException(
        alias, bootstrapServers(), started.lastLines(LOG_LINES_SHOWN), started.logLines());
  }
}
