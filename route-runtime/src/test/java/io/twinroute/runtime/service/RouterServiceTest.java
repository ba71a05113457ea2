package io.twinroute.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.RouteRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RouterServiceTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final RouterService service =
      new RouterService(new IdleAdapter(), new PrintStream(OutputStream.nullOutputStream()));

  /** All clusters: the system accepts connections to it, and nobody answers them. */
  private ServerSocket clusters;

  @TempDir private Path folder;

  @BeforeEach
  void listen() throws IOException {
    clusters = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    executor.shutdownNow();
    clusters.close();
  }

  @Test
  void shouldStopWhileClustersDoNotAnswer() throws Exception {
    Future<?> run = run(Files.writeString(folder.resolve("routes.yml"), routes()));
    awaitQuestion(run);

    long asked = System.nanoTime();
    service.stopAndWait();

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
    assertThat(run).succeedsWithin(SOON);
  }

  /** Returns when the router waits for a cluster's answer. */
  private void awaitQuestion(Future<?> run) throws Exception {
    Future<Socket> asked = executor.submit(() -> clusters.accept());
    Awaitility.await().until(() -> asked.isDone() || run.isDone());
    if (run.isDone()) {
      run.get(); // and tells why
    }
  }

  private Future<?> run(Path file) {
    return executor.submit(
        () -> {
          service.run(file, new RunOptions(false, false));
          return null;
        });
  }

  private String routes() {
    return """
        micronaut.server.port: -1
        twinroute:
          clusters:
            east: { bootstrap-servers: "localhost:%1$d" }
            west: { bootstrap-servers: "localhost:%1$d" }
            central: { bootstrap-servers: "localhost:%1$d" }
          routes:
            paid-orders:
              left: { cluster: east, topic: orders, as: order, lateness: 1s }
              right: { cluster: west, topic: payments, as: payment, lateness: 1s }
              join: { type: inner, before: 1m, after: 1m }
              output: { cluster: central, topic: "paid-{engine}" }
        """
        .formatted(clusters.getLocalPort());
  }

  private static final class IdleAdapter implements EngineAdapter {

    @Override
    public Engine engine() {
      return Engine.KSTREAMS;
    }

    @Override
    public String describe(RoutePlan route, RouteFile file) {
      return "";
    }

    @Override
    public RouteRunner runner(PinnedRoute route, RouteFile file) {
      throw new AssertionError("no cluster answers");
    }
  }
}
