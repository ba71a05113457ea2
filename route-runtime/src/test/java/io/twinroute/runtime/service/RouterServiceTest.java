package io.twinroute.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.prepare.EngineCheck;
import io.twinroute.runtime.supervise.RouteRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  /** A context starts in a second, on a busy machine in more than ten. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final RouterService service =
      new RouterService(new KafkaClusters(), new IdleAdapter(), new PrintStream(out, true, UTF_8));

  /** All clusters: the system accepts connections to it, and nobody answers them. */
  private ServerSocket clusters;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void listen() throws IOException {
    file = folder.resolve("routes.yml");
    clusters = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    service.stopAndWait();
    executor.shutdownNow();
    clusters.close();
  }

  @Test
  void shouldStopWhileClustersDoNotAnswer() throws Exception {
    Future<?> run = run(Files.writeString(file, routes(-1)));
    awaitQuestion(run);

    long asked = System.nanoTime();
    service.stopAndWait();

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
    assertThat(run).succeedsWithin(SOON);
  }

  /** A pipe holds what was written to it once. */
  @Test
  void shouldReadItsFileOnceIntoOneContext() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    int contexts = ContextCount.now();

    Future<?> run = run(file);
    Files.writeString(file, routes(-1));
    awaitQuestion(run);

    assertThat(health()).contains("\"reason\":\"starting\"");
    assertThat(ContextCount.now() - contexts).isEqualTo(1);
  }

  @Test
  void shouldTakeAFreePortWhereItsOwnIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int contexts = ContextCount.now();

      awaitQuestion(run(Files.writeString(file, routes(taken.getLocalPort()))));

      assertThat(url().getPort()).isNotEqualTo(taken.getLocalPort());
      assertThat(health()).contains("\"reason\":\"starting\"");
      assertThat(ContextCount.now() - contexts).isEqualTo(1);
    }
  }

  @Test
  void shouldTakeThePortThatAnOverrideNames() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    System.setProperty("micronaut.server.port", String.valueOf(port));
    try {
      awaitQuestion(run(Files.writeString(file, routes(-1))));
    } finally {
      System.clearProperty("micronaut.server.port");
    }

    assertThat(url().getPort()).isEqualTo(port);
  }

  @Test
  void shouldRefuseAFurtherFileThatIsNotThere() throws Exception {
    Files.writeString(file, routes(-1));
    System.setProperty("micronaut.config.files", folder.resolve("none.yml").toString());
    try {
      assertThatThrownBy(() -> service.run(file, new RunOptions(false, false)))
          .isInstanceOf(InvalidRouteFileException.class)
          .hasMessageStartingWith("micronaut.config.files: a file cannot be read: ")
          .hasMessageContaining("none.yml");
    } finally {
      System.clearProperty("micronaut.config.files");
    }
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private String health() throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url()).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private URI url() {
    return URI.create(out.toString(UTF_8).strip().replace("kstreams router: ", ""));
  }

  /** Returns when the router waits for a cluster's answer. */
  private void awaitQuestion(Future<?> run) throws Exception {
    Future<Socket> asked = executor.submit(() -> clusters.accept());
    Awaitility.await().atMost(PATIENCE).until(() -> asked.isDone() || run.isDone());
    if (run.isDone()) {
      run.get(); // which throws the cause
    }
  }

  private Future<?> run(Path file) {
    return executor.submit(
        () -> {
          service.run(file, new RunOptions(false, false));
          return null;
        });
  }

  private String routes(int port) {
    return """
        micronaut.server.port: %2$d
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
        .formatted(clusters.getLocalPort(), port);
  }

  private static final class IdleAdapter implements EngineAdapter {

    @Override
    public Engine engine() {
      return TestEngines.KSTREAMS;
    }

    @Override
    public void draw(RoutePlan route, RouteFile file, io.twinroute.runtime.plan.Diagram diagram) {}

    @Override
    public String describe(RoutePlan route, RouteFile file) {
      return "";
    }

    @Override
    public EngineCheck check(RouteFile file) {
      return (route, earlier, limit) -> {
        throw new AssertionError("no cluster answers");
      };
    }

    @Override
    public List<RouteRunner> start(List<PinnedRoute> routes, RouteFile file) {
      throw new AssertionError("no cluster answers");
    }
  }
}
