package io.twinroute.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.command.ExitCode;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.InputCounts;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.Rejections;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.ScriptedRunner;
import io.twinroute.semantics.record.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a router does with its routes, on clusters that are as they must be, or are not. */
@Timeout(60)
class RoutesOfAServiceTest {

  private static final RuntimeException BOOM = new IllegalStateException("boom");

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final FakeCluster central = clusters.get("central");
  private final ScriptedAdapter adapter = new ScriptedAdapter();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final RouterService service =
      new RouterService(clusters, adapter, new PrintStream(out, true, UTF_8));
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  /** What {@link #run} has begun. */
  private @Nullable Future<?> running;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void createTopics() throws Exception {
    file = Files.writeString(folder.resolve("routes.yml"), routes("repartition"));
    east.createTopic("orders", 1);
    clusters.get("west").createTopic("payments", 1);
    for (String engine : List.of("flink", "kstreams")) {
      central.createTopic("paid-" + engine, 1);
      central.createTopic("more-" + engine, 1);
    }
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void close() {
    if (running != null) {
      service.stopAndWait();
    }
    executor.shutdownNow();
    logger().detachAppender(log);
  }

  @Test
  void shouldEndWellWhenAllRoutesHaveReachedTheirEnds() throws Exception {
    runs("paid-orders", (listener, stop) -> RouteState.FINISHED);
    runs("more-orders", (listener, stop) -> RouteState.FINISHED);

    service.run(file, new RunOptions(true, false));

    assertThat(adapter.calls)
        .containsExactlyInAnyOrder("check paid-orders", "check more-orders", "start", "close")
        .endsWith("start", "close");
    assertThat(adapter.prepared).allMatch(PinnedRoute::untilEnd);
    assertThat(out.toString(UTF_8)).contains("paid-orders: finished, 10 records", "more-orders: f");
  }

  /** A short run is over before anybody has looked at its counts. */
  @Test
  void shouldSayAtTheEndWhatWasRejectedAndWhy() throws Exception {
    ScriptedRunner rejecting = new ScriptedRunner((listener, stop) -> RouteState.FINISHED);
    rejecting.count(
        new RouteCounts(
            0,
            List.of(
                new InputCounts(
                    200, new Rejections(Map.of(Rejection.NOT_JSON, 190L)), InputPositions.NONE))));
    adapter.runners.put("paid-orders", rejecting);
    runs("more-orders", (listener, stop) -> RouteState.FINISHED);
    Logger alarms = (Logger) LoggerFactory.getLogger(RejectionAlarm.class);
    alarms.addAppender(log);

    service.run(file, new RunOptions(true, false));

    alarms.detachAppender(log);
    assertThat(out.toString(UTF_8)).contains("0 late, 190 dead letters (not-json 190)");
    assertThat(messages())
        .anyMatch(m -> m.startsWith("route=paid-orders warning=rejected-share 190 of the last 200"))
        .noneMatch(m -> m.startsWith("route=more-orders"));
  }

  @Test
  void shouldStopAllRoutesWhenTheProcessIsAskedTo() throws Exception {
    runs("paid-orders", ScriptedRunner.untilStopped());
    runs("more-orders", ScriptedRunner.untilStopped());
    Future<?> run = run(false);
    await().until(() -> states("running") == 2);

    service.stopAndWait();

    assertThat(run).succeedsWithin(Duration.ofSeconds(5));
    assertThat(out.toString(UTF_8)).contains("paid-orders: stopped", "more-orders: stopped");
    assertThat(adapter.calls).endsWith("close");
  }

  @Test
  void shouldLeaveTheOthersRunningWhenARouteFails() throws Exception {
    runs("paid-orders", ScriptedRunner.failing(BOOM));
    runs("more-orders", ScriptedRunner.untilStopped());
    Future<?> run = run(false);

    await().until(() -> health().contains("IllegalStateException: boom"));

    assertThat(states("running")).isEqualTo(1);
    assertThat(states("failed")).isEqualTo(1);
    assertThat(run).isNotDone();
    service.stopAndWait();
    assertThatThrownBy(() -> run.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(RouteFailedException.class)
        .hasMessage("Route 'paid-orders' failed: IllegalStateException: boom");
    assertThat(out.toString(UTF_8)).contains("paid-orders: failed", "more-orders: stopped");
  }

  @Test
  void shouldNameEveryRouteThatFailed() {
    runs("paid-orders", ScriptedRunner.failing(BOOM));
    runs("more-orders", ScriptedRunner.failing(new IllegalStateException("bang")));

    assertThatThrownBy(() -> service.run(file, new RunOptions(false, false)))
        .isInstanceOf(RouteFailedException.class)
        .satisfies(
            failure ->
                assertThat(failure.getMessage().lines())
                    .containsExactly(
                        "Route 'paid-orders' failed: IllegalStateException: boom",
                        "Route 'more-orders' failed: IllegalStateException: bang"));
    assertThat(adapter.calls).endsWith("close");
  }

  @Test
  void shouldExitWithAFailureWhereARouteFailed() {
    runs("paid-orders", ScriptedRunner.failing(BOOM));
    runs("more-orders", (listener, stop) -> RouteState.FINISHED);

    assertThat(execute()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void shouldExitWellWhereAllRoutesEndedAsTheyWereTo() {
    runs("paid-orders", (listener, stop) -> RouteState.FINISHED);
    runs("more-orders", (listener, stop) -> RouteState.STOPPED);

    assertThat(execute()).isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldEndWithTheReasonWhereATopicIsMissing() {
    east.deleteTopic("orders");

    assertThatThrownBy(() -> service.run(file, new RunOptions(false, false)))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("Topic 'orders' does not exist on cluster 'east'");
    assertThat(adapter.calls).containsExactly("close");
    assertThat(central.topics()).doesNotContain(TopicNames.PINS);
  }

  @Test
  void shouldKeepTryingUntilATopicIsThereAndSayWhatIsMissing() throws Exception {
    east.deleteTopic("orders");
    runs("paid-orders", ScriptedRunner.untilStopped());
    runs("more-orders", ScriptedRunner.untilStopped());
    Future<?> run = run(true);
    await().until(() -> health().contains("Topic 'orders' does not exist on cluster 'east'"));
    assertThat(run).isNotDone();
    assertThat(messages()).anyMatch(m -> m.startsWith("not ready, trying again: Topic 'orders'"));

    east.createTopic("orders", 1);

    await().atMost(Duration.ofSeconds(20)).until(() -> states("running") == 2);
  }

  @Test
  void shouldStopBetweenTwoTries() throws Exception {
    east.deleteTopic("orders");
    Future<?> run = run(true);
    await().until(() -> health().contains("does not exist"));

    service.stopAndWait();

    assertThat(run).succeedsWithin(Duration.ofSeconds(2));
    assertThat(adapter.calls).containsExactly("close");
  }

  /** The topic that the routes were started on will not come back. */
  @Test
  void shouldNotKeepTryingWhatCannotHeal() throws Exception {
    runs("paid-orders", (listener, stop) -> RouteState.FINISHED);
    runs("more-orders", (listener, stop) -> RouteState.FINISHED);
    service.run(file, new RunOptions(true, false));
    east.deleteTopic("orders");
    east.createTopic("orders", 1);
    RouterService next = new RouterService(clusters, new ScriptedAdapter(), System.out);

    assertThatThrownBy(() -> next.run(file, new RunOptions(false, true)))
        .isInstanceOf(RouteFailedException.class)
        .hasMessageContaining("Route 'paid-orders' was started on east/orders")
        .hasMessageContaining("Route 'more-orders' was started on east/orders");
  }

  /** Nothing runs yet, so it need not be waited for. */
  @Test
  void shouldStopWhileTheEngineStarts() throws Exception {
    runs("paid-orders", ScriptedRunner.untilStopped());
    runs("more-orders", ScriptedRunner.untilStopped());
    adapter.startsForEver = true;
    Future<?> run = run(false);
    await().until(() -> adapter.calls.contains("start"));

    service.stopAndWait();

    assertThat(run).succeedsWithin(Duration.ofSeconds(5));
    assertThat(adapter.calls).endsWith("close");
    assertThat(out.toString(UTF_8)).doesNotContain("paid-orders:");
  }

  @Test
  void shouldEndARouteWhoseTopicIsCreatedAgainWhileItRuns() throws Exception {
    runs("paid-orders", ScriptedRunner.untilStopped());
    runs("more-orders", ScriptedRunner.untilStopped());
    Future<?> run = run(false);
    await().until(() -> states("running") == 2);

    central.deleteTopic("paid-kstreams");
    central.createTopic("paid-kstreams", 1);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> health().contains("'paid-kstreams' on cluster"));
    assertThat(states("running")).isEqualTo(1);
    service.stopAndWait();
    assertThatThrownBy(() -> run.get(5, TimeUnit.SECONDS))
        .hasMessageContaining("Route 'paid-orders' failed: Topic 'paid-kstreams'")
        .hasMessageNotContaining("more-orders");
  }

  @Test
  void shouldLogWhatTheFileShouldSayOtherwise() throws Exception {
    Files.writeString(file, routes("exchange"));
    runs("paid-orders", (listener, stop) -> RouteState.FINISHED);
    runs("more-orders", (listener, stop) -> RouteState.FINISHED);

    service.run(file, new RunOptions(true, false));

    assertThat(messages())
        .contains(
            "twinroute.routes.paid-orders.exchange: is called repartition now; use the new name");
  }

  private int execute() {
    return RouterCommand.execute(
        clusters, adapter, "run", "--engine", adapter.engine().id(), "--config", file.toString());
  }

  private void runs(String route, ScriptedRunner.Attempt attempt) {
    adapter.runners.put(route, new ScriptedRunner(attempt));
  }

  private Future<?> run(boolean keepTrying) {
    running =
        executor.submit(
            () -> {
              service.run(file, new RunOptions(false, keepTrying));
              return null;
            });
    return running;
  }

  private int states(String state) throws Exception {
    return health().split("\"state\":\"" + state + "\"", -1).length - 1;
  }

  /** Empty while nobody answers. */
  private String health() throws Exception {
    String said = out.toString(UTF_8);
    if (!said.contains("/health")) {
      return "";
    }
    URI url = URI.create(said.lines().findFirst().orElseThrow().replace("kstreams router: ", ""));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private List<String> messages() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(RouterService.class);
  }

  private static String routes(String repartition) {
    String input = "{ cluster: %s, topic: %s, as: %s, lateness: 1s }";
    String route =
        """
            %s:
              left: %s
              right: %s
              join: { type: inner, before: 1m, after: 1m }
              %s: auto
              output: { cluster: central, topic: "%s-{engine}" }
        """;
    String left = input.formatted("east", "orders", "order");
    String right = input.formatted("west", "payments", "payment");
    return """
    micronaut.server.port: -1
    twinroute:
      clusters:
        east: { bootstrap-servers: "localhost:1" }
        west: { bootstrap-servers: "localhost:1" }
        central: { bootstrap-servers: "localhost:1" }
      restart: { max-attempts: 0 }
      routes:
    """
        + route.formatted("paid-orders", left, right, repartition, "paid")
        + route.formatted("more-orders", left, right, "repartition", "more");
  }
}
