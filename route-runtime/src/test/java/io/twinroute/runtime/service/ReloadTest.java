package io.twinroute.runtime.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.pin.PinnedRoute;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A router takes over a changed file while its routes run. */
@Timeout(90)
class ReloadTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** The clock by which a file is watched runs faster here. */
  private static final long SPEED = 5;

  private static final String UNTOUCHED = "\"state\":\"running\"";

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster central = clusters.get("central");
  private final ScriptedAdapter adapter = new ScriptedAdapter();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final RouterService service =
      new RouterService(
          clusters,
          adapter,
          new PrintStream(out, true, UTF_8),
          GRACE,
          () -> SPEED * System.nanoTime());
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @TempDir private Path folder;
  private Path file;

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

  @Test
  void shouldStartWhatIsAddedStopWhatIsRemovedAndTouchNothingElse() throws Exception {
    ScriptedRunner paid = runs("paid");
    runs("more");
    start(route("paid"), route("more"));
    ScriptedRunner other = runs("other");

    write(route("paid"), route("other"));
    HttpResponse<String> answer = reload();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("started route other; stopped route more; 1 other route untouched");
    await().atMost(SOON).until(() -> health().split(UNTOUCHED, -1).length == 3);
    assertThat(health()).contains("\"paid\"", "\"other\"").doesNotContain("\"more\"");
    assertThat(paid.attempts()).isEqualTo(1);
    assertThat(other.attempts()).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("more: stopped");
    assertThat(adapter.calls).endsWith("check other", "start", "release [paid, other]");
    assertThat(messages()).contains("reload: " + answer.body());
  }

  /** Its routes belong together, for whoever removes what nobody needs. */
  @Test
  void shouldGiveAnAddedRouteTheInstallationOfTheOthers() throws Exception {
    runs("paid");
    start(route("paid"));
    runs("other");

    write(route("paid"), route("other"));
    reload();

    assertThat(adapter.prepared).hasSize(2);
    assertThat(adapter.prepared.stream().map(PinnedRoute::installation).distinct()).hasSize(1);
  }

  @Test
  void shouldStartAChangedRouteAgainAsItIsNow() throws Exception {
    ScriptedRunner before = runs("paid");
    ScriptedRunner more = runs("more");
    start(route("paid"), route("more"));
    ScriptedRunner after = runs("paid");

    write(route("paid").replace("before: 1m", "before: 2m"), route("more"));

    assertThat(reload().body()).isEqualTo("changed route paid; 1 other route untouched");
    await().atMost(SOON).until(() -> after.attempts() == 1);
    assertThat(before.attempts()).isEqualTo(1);
    assertThat(more.attempts()).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("paid: stopped").doesNotContain("more: stopped");
  }

  @Test
  void shouldSayThatNothingHasChanged() throws Exception {
    runs("paid");
    start(route("paid"));

    assertThat(reload().body()).isEqualTo("no route has changed");
    assertThat(adapter.calls.stream().filter("start"::equals)).hasSize(1);
  }

  @Test
  void shouldStopARouteThatIsNotEnabledAndStayUp() throws Exception {
    runs("paid");
    runs("more");
    start(route("paid"), route("more"));

    write(route("paid"), route("more") + "      enabled: false\n");

    assertThat(reload().body()).isEqualTo("stopped route more; 1 other route untouched");
    assertThat(health())
        .contains("\"status\":\"UP\"", "enabled: false in the route file")
        .doesNotContain("\"status\":\"DOWN\"");
    ScriptedRunner again = runs("more");
    write(route("paid"), route("more"));
    assertThat(reload().body()).isEqualTo("started route more; 1 other route untouched");
    await().atMost(SOON).until(() -> again.attempts() == 1);
  }

  @Test
  void shouldWaitForARouteWhereNoneIsEnabled() throws Exception {
    Future<?> run = start(route("paid") + "      enabled: false\n");
    await().atMost(SOON).until(() -> health().contains("enabled: false in the route file"));
    assertThat(run).isNotDone();
    ScriptedRunner paid = runs("paid");

    write(route("paid"));

    assertThat(reload().body()).isEqualTo("started route paid; 0 other routes untouched");
    await().atMost(SOON).until(() -> paid.attempts() == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster: central | cluster: centrl | routes.more.output.cluster: unknown cluster 'centrl'",
        "topic: orders    | topic: bills    | routes.more.left.topic: 'orders' cannot become 'bills'",
        "before: 1m       | before: 1x      | routes.more.join.before: '1x' is not a duration",
        "before: 1m       | 'before: ['     | is not valid YAML",
        "before: 1m       | 'after: 2m'     | is not valid YAML",
      })
  void shouldChangeNothingForAFileThatItCannotTakeOver(String text, String other, String why)
      throws Exception {
    ScriptedRunner paid = runs("paid");
    runs("more");
    start(route("paid"), route("more"));

    write(route("other"), route("more").replace(text, other));
    HttpResponse<String> answer = reload();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains(why).doesNotContain("\n");
    assertThat(health().split(UNTOUCHED, -1)).hasSize(3);
    assertThat(health())
        .contains("\"status\":\"UP\"", "\"name\":\"reload-refused\"", why.substring(0, 12))
        .doesNotContain("DOWN");
    assertThat(paid.attempts()).isEqualTo(1);
    assertThat(adapter.calls.stream().filter("start"::equals)).hasSize(1);
    assertThat(messages()).contains("reload: " + answer.body());
    assertThat(answer.body()).startsWith("refused, nothing has changed: ");
  }

  @Test
  void shouldForgetARefusalWhenTheFileIsRightAgain() throws Exception {
    runs("paid");
    start(route("paid"));
    Files.delete(file);
    assertThat(reload().body()).contains("no such file");
    assertThat(health()).contains("reload-refused");

    write(route("paid"));
    reload();

    assertThat(health()).doesNotContain("reload-refused");
  }

  /** A change that is right in itself waits for what is wrong beside it. */
  @Test
  void shouldStopNothingWhereAnAddedRouteCannotStart() throws Exception {
    runs("paid");
    runs("more");
    start(route("paid"), route("more"));

    write(route("paid"), route("other").replace("topic: orders", "topic: bills"));

    assertThat(reload().body())
        .startsWith(
            "refused, nothing has changed: route other: Topic 'bills' does not exist on cluster 'east'");
    assertThat(health().split(UNTOUCHED, -1)).hasSize(3);
  }

  @Test
  void shouldStopNothingWhereTheEngineCannotTakeAnAddedRoute() throws Exception {
    runs("paid");
    runs("more");
    start(route("paid"), route("more"));
    adapter.startFailure = new RouteFailedException("no worker");

    write(route("paid"), route("other"));

    assertThat(reload().body()).isEqualTo("refused, nothing has changed: route other: no worker");
    assertThat(health().split(UNTOUCHED, -1)).hasSize(3);
    assertThat(adapter.calls).endsWith("start", "release [paid, more]");
  }

  @Test
  void shouldNotReadSettingsOfTheProcessAgain() throws Exception {
    runs("paid");
    start(route("paid"));

    Files.writeString(file, text(route("paid")).replace("port: -1", "port: 8099"));

    assertThat(reload().body())
        .isEqualTo(
            "refused, nothing has changed: micronaut.server.port: is read once, when the router starts; restart the router");
  }

  @Test
  void shouldStartAFailedRouteThatIsChanged() throws Exception {
    adapter.runners.put(
        "paid",
        new ScriptedRunner(
            ScriptedRunner.failing(new RouteFailedException(new Unresumable("no state")))));
    runs("more");
    start(route("paid"), route("more"));
    await().atMost(SOON).until(() -> health().contains("\"failed\""));
    ScriptedRunner after = runs("paid");

    write(route("paid").replace("before: 1m", "before: 2m"), route("more"));
    reload();

    await().atMost(SOON).until(() -> after.attempts() == 1 && !health().contains("DOWN"));
  }

  /** It waits for its next attempt. */
  @Test
  void shouldChangeARouteThatIsJustRestarting() throws Exception {
    adapter.runners.put("paid", new ScriptedRunner(ScriptedRunner.failing(boom())));
    runs("more");
    String restarts = "  restart: { initial-backoff: 1h, max-backoff: 1h, max-attempts: 3 }\n";
    startText(text(route("paid"), route("more")) + restarts);
    await().atMost(SOON).until(() -> health().contains("\"restarting\""));
    ScriptedRunner after = runs("paid");

    Files.writeString(
        file, text(route("paid").replace("before: 1m", "before: 2m"), route("more")) + restarts);

    assertThat(reload().body()).isEqualTo("changed route paid; 1 other route untouched");
    await().atMost(SOON).until(() -> after.attempts() == 1);
  }

  @Test
  void shouldDoOneReloadAfterTheOther() throws Exception {
    runs("paid");
    start(route("paid"));
    runs("other");
    write(route("paid"), route("other"));

    List<CompletableFuture<HttpResponse<String>>> both = List.of(asked(), asked());

    assertThat(both)
        .allSatisfy(each -> assertThat(each).succeedsWithin(SOON))
        .extracting(each -> each.join().body())
        .containsExactlyInAnyOrder(
            "started route other; 1 other route untouched", "no route has changed");
  }

  @Test
  void shouldTakeNoRequestWithoutTheToken() throws Exception {
    runs("paid");
    start(route("paid"));
    runs("other");
    write(route("paid"), route("other"));

    assertThat(post("").statusCode()).isEqualTo(401);
    assertThat(post("Bearer of bad news").statusCode()).isEqualTo(401);
    assertThat(post(router().token()).statusCode()).isEqualTo(401);
    assertThat(adapter.calls.stream().filter("start"::equals)).hasSize(1);
  }

  @Test
  void shouldRefuseWhileItsRoutesHaveNotStarted() throws Exception {
    clusters.get("east").deleteTopic("orders");
    runs("paid");
    write(route("paid"));
    run(new RunOptions(false, true));
    await().atMost(SOON).until(() -> health().contains("does not exist"));

    assertThat(reload().body()).contains("still starting");
  }

  @Test
  void shouldRefuseInARunThatHasAnEnd() throws Exception {
    runs("paid");
    write(route("paid"));
    run(new RunOptions(true, false));
    await().atMost(SOON).until(() -> health().contains(UNTOUCHED));

    assertThat(reload().body()).contains("a run --until-end reads its file once");
  }

  /** Nobody else waits for a cluster or a worker then. */
  @Test
  void shouldStopWhileItReloads() throws Exception {
    runs("paid");
    Future<?> run = start(route("paid"));
    adapter.startsForEver = true;
    write(route("paid"), route("other"));
    CompletableFuture<HttpResponse<String>> answer = asked();
    await().atMost(SOON).until(() -> adapter.calls.stream().filter("start"::equals).count() == 2);

    service.stopAndWait();

    assertThat(run).succeedsWithin(Duration.ofSeconds(5));
    assertThat(answer).isNotNull();
    assertThat(out.toString(UTF_8)).contains("paid: stopped");
  }

  @Test
  void shouldTakeOverAWatchedFileWhenItChanges() throws Exception {
    runs("paid");
    write(route("paid"));
    run(new RunOptions(false, false, true));
    await().atMost(SOON).until(() -> health().contains(UNTOUCHED));
    runs("other");

    write(route("paid"), route("other"));

    await().atMost(SOON).until(() -> health().split(UNTOUCHED, -1).length == 3);
  }

  /** As a mounted ConfigMap changes: a link above the file, and nothing of the file itself. */
  @Test
  void shouldTakeOverAWatchedFileWhenALinkLeadsToAnother() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Path data = folder.resolve("data");
    Files.writeString(first.resolve("routes.yml"), text(route("paid")));
    Files.writeString(second.resolve("routes.yml"), text(route("paid"), route("other")));
    Files.createSymbolicLink(data, first);
    file = folder.resolve("link.yml");
    Files.createSymbolicLink(file, Path.of("data/routes.yml"));
    runs("paid");
    runs("other");
    run(new RunOptions(false, false, true));
    await().atMost(SOON).until(() -> health().contains(UNTOUCHED));

    Path next = Files.createSymbolicLink(folder.resolve("data.next"), second);
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

    await().atMost(SOON).until(() -> health().split(UNTOUCHED, -1).length == 3);
  }

  /** It is the cluster that has to change; a file that waits for it is reported once. */
  @Test
  void shouldTryAWatchedFileAgainThatATopicHindered() throws Exception {
    central.deleteTopic("other-kstreams");
    runs("paid");
    write(route("paid"));
    run(new RunOptions(false, false, true));
    await().atMost(SOON).until(() -> health().contains(UNTOUCHED));
    runs("other");
    write(route("paid"), route("other"));
    await().atMost(SOON).until(() -> health().contains("reload-refused"));

    central.createTopic("other-kstreams", 1);

    await().atMost(Duration.ofSeconds(40)).until(() -> health().split(UNTOUCHED, -1).length == 3);
    assertThat(health()).doesNotContain("reload-refused");
    assertThat(messages().stream().filter(message -> message.contains("refused"))).hasSize(1);
  }

  @Test
  void shouldLeaveARouteThatDoesNotEndAsItIsUntilALaterReload() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    adapter.runners.put("paid", new ScriptedRunner(endingAfter(mayEnd)));
    runs("more");
    start(route("paid"), route("more"));
    ScriptedRunner after = runs("paid");

    write(route("paid").replace("before: 1m", "before: 2m"), route("more"));
    HttpResponse<String> first = reload();
    HttpResponse<String> second = reload();

    assertThat(first.statusCode()).isEqualTo(409);
    assertThat(first.body()).startsWith("route paid did not end within 2 s");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(health()).contains("reload-refused");
    assertThat(after.attempts()).isZero();
    mayEnd.countDown();
    await().atMost(SOON).until(() -> health().contains("\"stopped\""));
    assertThat(reload().body()).isEqualTo("changed route paid; 1 other route untouched");
    await().atMost(SOON).until(() -> after.attempts() == 1);
    assertThat(health()).doesNotContain("reload-refused");
  }

  /** What it reads is still needed, and its name is not free. */
  @Test
  void shouldNotStartARemovedRouteBesideItsOlderSelf() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    runs("paid");
    adapter.runners.put("more", new ScriptedRunner(endingAfter(mayEnd)));
    start(route("paid"), route("more"));
    ScriptedRunner after = runs("more");

    write(route("paid"));
    assertThat(reload().body()).startsWith("route more did not end");
    assertThat(adapter.calls).endsWith("release [paid, more]");
    write(route("paid"), route("more"));
    assertThat(reload().body()).startsWith("route more did not end");

    assertThat(after.attempts()).isZero();
    mayEnd.countDown();
    await().atMost(SOON).until(() -> health().contains("\"stopped\""));
    assertThat(reload().body()).isEqualTo("changed route more; 1 other route untouched");
    await().atMost(SOON).until(() -> after.attempts() == 1);
  }

  @Test
  void shouldTryAWatchedFileAgainWhenItsOnlyRouteHasEndedLate() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    adapter.runners.put("paid", new ScriptedRunner(endingAfter(mayEnd)));
    write(route("paid"));
    Future<?> run = run(new RunOptions(false, false, true));
    await().atMost(SOON).until(() -> health().contains(UNTOUCHED));
    ScriptedRunner after = runs("paid");
    write(route("paid").replace("before: 1m", "before: 2m"));
    await().atMost(SOON).until(() -> health().contains("did not end within"));

    mayEnd.countDown();

    await().atMost(Duration.ofSeconds(40)).until(() -> after.attempts() == 1);
    assertThat(run).isNotDone();
    await().atMost(SOON).until(() -> !health().contains("reload-refused"));
  }

  /** A job on a cluster of its own may run on. */
  @Test
  void shouldNotReportARouteAsStoppedThatHasFailedToStop() throws Exception {
    runs("paid");
    adapter.runners.put(
        "more",
        new ScriptedRunner(
            (listener, stop) -> {
              listener.status(RouteState.RUNNING, "reading");
              stop.await();
              throw boom();
            }));
    start(route("paid"), route("more"));

    write(route("paid"));
    HttpResponse<String> answer = reload();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .isEqualTo(
            "route more failed when it was to stop, and something of it may still run: IllegalStateException: boom; all else is done");
    assertThat(health()).contains("reload-refused").doesNotContain("\"more\"");
  }

  /** It is to be enabled again, and then there is a router that does so. */
  @Test
  void shouldWaitForADisabledRouteWhereAllOthersHaveFailed() throws Exception {
    runs("paid");
    adapter.runners.put(
        "more",
        new ScriptedRunner(
            ScriptedRunner.failing(new RouteFailedException(new Unresumable("no state")))));
    Future<?> run = start(route("paid"), route("more"));
    await().atMost(SOON).until(() -> health().contains("\"failed\""));

    write(route("paid") + "      enabled: false\n", route("more"));

    assertThat(reload().body()).isEqualTo("stopped route paid; 1 other route untouched");
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> !run.isDone());
    ScriptedRunner again = runs("paid");
    write(route("paid"), route("more"));
    assertThat(reload().body()).isEqualTo("started route paid; 1 other route untouched");
    await().atMost(SOON).until(() -> again.attempts() == 1);
  }

  /** Copies of its sources, for example. */
  @Test
  void shouldReleaseWhatItHasStartedForAFileThatItTriesNoMore() throws Exception {
    adapter.startFailure = new RouteFailedException("no worker");
    write(route("paid"));
    run(new RunOptions(false, true, true));
    await().atMost(SOON).until(() -> health().contains("no worker"));

    write(route("other"));

    await().atMost(Duration.ofSeconds(40)).until(() -> adapter.calls.contains("release [other]"));
  }

  private static ScriptedRunner.Attempt endingAfter(CountDownLatch mayEnd) {
    return (listener, stop) -> {
      listener.status(RouteState.RUNNING, "reading");
      mayEnd.await();
      return RouteState.STOPPED;
    };
  }

  private static RuntimeException boom() {
    return new IllegalStateException("boom");
  }

  private ScriptedRunner runs(String route) {
    ScriptedRunner runner = new ScriptedRunner(ScriptedRunner.untilStopped());
    adapter.runners.put(route, runner);
    return runner;
  }

  /** Returns when the routes have been started. */
  private Future<?> start(String... routes) throws Exception {
    return startText(text(routes));
  }

  private Future<?> startText(String text) throws Exception {
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

  private Future<?> run(RunOptions options) {
    return executor.submit(
        () -> {
          service.run(file, options);
          return RouteState.STOPPED;
        });
  }

  private RunningRouter router() throws IOException {
    return RunningRouter.all().stream()
        .filter(router -> router.runs(file))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> reload() throws Exception {
    return post(router().authorization());
  }

  private HttpResponse<String> post(String authorization) throws Exception {
    return HttpClient.newHttpClient()
        .sendAsync(request(authorization), HttpResponse.BodyHandlers.ofString())
        .get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  private CompletableFuture<HttpResponse<String>> asked() throws IOException {
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
  private String health() throws Exception {
    if (!out.toString(UTF_8).contains("/health")) {
      return "";
    }
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(router().url().resolve("/health")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private List<String> messages() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Reloads.class);
  }

  private void write(String... routes) throws IOException {
    Path next = Files.writeString(folder.resolve("next.yml"), text(routes));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String text(String... routes) {
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

  private static String route(String name) {
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
