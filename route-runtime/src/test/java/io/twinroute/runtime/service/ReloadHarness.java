package io.twinroute.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.service.reload.RunningRouter;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.ScriptedRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A router with scripted routes on mocked clusters, its file, and requests to reload it. */
abstract class ReloadHarness {

  static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The clock that paces the checks of a watched file runs faster here. */
  private static final long SPEED = 5;

  static final String UNTOUCHED = "\"state\":\"running\"";

  final FakeClusters clusters = new FakeClusters();
  final FakeCluster central = clusters.get("central");
  final ScriptedAdapter adapter = new ScriptedAdapter();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final RouterService service =
      new RouterService(
          clusters,
          adapter,
          new PrintStream(out, true, UTF_8),
          GRACE,
          () -> SPEED * System.nanoTime());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @TempDir Path folder;
  Path file;

  @BeforeEach
  void createTopics() {
    file = folder.resolve("routes.yml");
    clusters.get("east").createTopic("orders", 1);
    clusters.get("west").createTopic("payments", 1);
    for (String topic : List.of("paid", "more", "other")) {
      central.createTopic(topic + "-kstreams", 1);
    }
    log.start();
    logger().setLevel(Level.INFO);
    logger().addAppender(log);
  }

  @AfterEach
  void close() {
    service.stopAndWait();
    executor.shutdownNow();
    logger().detachAppender(log);
  }

  static ScriptedRunner.Attempt endingAfter(CountDownLatch mayEnd) {
    return (listener, stop) -> {
      listener.status(RouteState.RUNNING, "reading");
      mayEnd.await();
      return RouteState.STOPPED;
    };
  }

  static RuntimeException boom() {
    return new IllegalStateException("boom");
  }

  ScriptedRunner runs(String route) {
    ScriptedRunner runner = new ScriptedRunner(ScriptedRunner.untilStopped());
    adapter.runners.put(route, runner);
    return runner;
  }

  /** Returns when the routes have been started. */
  Future<?> start(String... routes) throws Exception {
    return startText(text(routes));
  }

  Future<?> startText(String text) throws Exception {
    Files.writeString(file, text);
    Future<?> run = run(new RunOptions(false, false));
    await()
        .atMost(SOON)
        .until(
            () ->
                run.isDone()
                    || !(health().isEmpty() || health().contains("\"reason\":\"starting\"")));
    if (run.isDone()) {
      run.get(); // and says why
    }
    return run;
  }

  Future<?> run(RunOptions options) {
    return executor.submit(
        () -> {
          service.run(file, options);
          return RouteState.STOPPED;
        });
  }

  RunningRouter router() throws IOException {
    return RunningRouter.all().stream()
        .filter(router -> router.runs(file))
        .findFirst()
        .orElseThrow();
  }

  HttpResponse<String> reload() throws Exception {
    return post(router().authorization());
  }

  HttpResponse<String> post(String authorization) throws Exception {
    return HttpClient.newHttpClient()
        .sendAsync(request(authorization), HttpResponse.BodyHandlers.ofString())
        .get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  CompletableFuture<HttpResponse<String>> asked() throws IOException {
    return HttpClient.newHttpClient()
        .sendAsync(request(router().authorization()), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String authorization) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(router().reload()).POST(HttpRequest.BodyPublishers.noBody());
    return authorization.isEmpty()
        ? request.build()
        : request.header("Authorization", authorization).build();
  }

  /** Empty while nobody answers. */
  String health() throws Exception {
    if (!out.toString(UTF_8).contains("/health")) {
      return "";
    }
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(router().url().resolve("/health")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  List<String> messages() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Reloads.class);
  }

  void write(String... routes) throws IOException {
    Path next = Files.writeString(folder.resolve("next.yml"), text(routes));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static String text(String... routes) {
    return """
        micronaut.server.port: -1
        twinroute:
          clusters:
            east: { bootstrap-servers: "localhost:1" }
            west: { bootstrap-servers: "localhost:1" }
            central: { bootstrap-servers: "localhost:1" }
          routes:
        """
        + String.join("", routes);
  }

  static String route(String name) {
    return """
            %1$s:
              left: { cluster: east, topic: orders, as: order, lateness: 1s }
              right: { cluster: west, topic: payments, as: payment, lateness: 1s }
              join: { type: inner, before: 1m, after: 1m }
              output: { cluster: central, topic: "%1$s-{engine}" }
        """
        .formatted(name);
  }
}
