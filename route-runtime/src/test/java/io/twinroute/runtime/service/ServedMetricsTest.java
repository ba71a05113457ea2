package io.twinroute.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.metrics.Metric;
import io.twinroute.runtime.service.monitor.RouteMonitor;
import io.twinroute.runtime.supervise.EngineFacts;
import io.twinroute.runtime.supervise.InputCounts;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.Rejections;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.supervise.WatchedRunner;
import io.twinroute.semantics.record.Rejection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a router serves of its routes besides {@code /health}. */
class ServedMetricsTest {

  private final ApplicationContext context =
      ApplicationContext.builder()
          .banner(false)
          .deduceEnvironment(false)
          .properties(Map.of("micronaut.server.port", -1))
          .start();
  private final EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
  private final RouteBoard board = context.getBean(RouteBoard.class);
  private final RouteMonitor monitor = context.getBean(RouteMonitor.class);

  @AfterEach
  void close() {
    board.routes().forEach(SupervisedRoute::requestStop);
    context.close();
  }

  @Test
  void shouldServeWhatIsKnownOfARoute() throws Exception {
    WatchedRunner runner = new WatchedRunner();
    runner.counts =
        new RouteCounts(
            7,
            1,
            List.of(
                new InputCounts(
                    10,
                    new Rejections(Map.of(Rejection.LATE, 2L, Rejection.NOT_JSON, 3L)),
                    new InputPositions(List.of(9L), List.of(4_500L))),
                new InputCounts(
                    5, Rejections.NONE, new InputPositions(List.of(9L), List.of(9_000L)))));
    show("paid-orders", runner);

    String served = body("/prometheus");

    assertThat(served.lines())
        .contains(
            "twinroute_records_read_total{engine=\"kstreams\",route=\"paid-orders\"} 15.0",
            "twinroute_results_total{engine=\"kstreams\",route=\"paid-orders\"} 7.0",
            "twinroute_records_late_total{engine=\"kstreams\",reason=\"late\",route=\"paid-orders\"} 2.0",
            "twinroute_dead_letters_total{engine=\"kstreams\",reason=\"not-json\",route=\"paid-orders\"} 3.0",
            "twinroute_dead_letters_total{engine=\"kstreams\",reason=\"unwritten-result\",route=\"paid-orders\"} 1.0",
            "twinroute_watermark_timestamp_seconds{engine=\"kstreams\",route=\"paid-orders\"} 4.5",
            "twinroute_watermark_held{cluster=\"east\",engine=\"kstreams\",partition=\"0\",route=\"paid-orders\",topic=\"orders\"} 1.0",
            "twinroute_route_state{engine=\"kstreams\",route=\"paid-orders\",state=\"running\"} 1.0",
            "twinroute_route_state{engine=\"kstreams\",route=\"paid-orders\",state=\"failed\"} 0.0",
            "twinroute_route_ready{engine=\"kstreams\",route=\"paid-orders\"} 1.0",
            "twinroute_cluster_up{cluster=\"west\",engine=\"kstreams\"} 1.0");
    assertThat(served).doesNotContain("NaN} ", "twinroute_lag", "twinroute_commit_age", ":9092");
  }

  @Test
  void shouldServeAFactAsSoonAsItIsKnown() throws Exception {
    WatchedRunner runner = new WatchedRunner();
    runner.facts =
        new EngineFacts(
            OptionalLong.of(System.nanoTime() - Duration.ofSeconds(5).toNanos()),
            OptionalLong.empty(),
            Optional.of(Duration.ofMillis(250)),
            OptionalLong.of(3),
            OptionalLong.of(2),
            OptionalLong.of(1_000),
            OptionalLong.of(2_000),
            OptionalLong.of(3_000),
            Optional.empty());
    show("r", runner);

    String served = body("/prometheus");

    assertThat(value(served, "twinroute_commit_age_seconds")).isBetween(5.0, 20.0);
    assertThat(value(served, "twinroute_transaction_age_seconds")).isZero();
    assertThat(value(served, "twinroute_checkpoint_duration_seconds")).isEqualTo(0.25);
    assertThat(value(served, "twinroute_checkpoint_failures_total")).isEqualTo(3);
    assertThat(value(served, "twinroute_rebalances_total")).isEqualTo(2);
    assertThat(value(served, "twinroute_state_bytes")).isEqualTo(1_000);
    assertThat(value(served, "twinroute_savepoint_bytes")).isEqualTo(2_000);
    assertThat(value(served, "twinroute_recent_bytes")).isEqualTo(3_000);
  }

  @Test
  void shouldServeTheOtherRoutesIfOneIsBroken() throws Exception {
    WatchedRunner runner = new WatchedRunner();
    SupervisedRoute broken = show("broken", runner);
    SupervisedRoute other = show("other", new WatchedRunner());
    runner.broken = true;
    board.show(List.of(broken, other));

    monitor.look(TestEngines.KSTREAMS);

    assertThat(body("/prometheus"))
        .contains("route=\"other\"", "twinroute_cluster_up{")
        .doesNotContain("route=\"broken\"");
    broken.requestStop();
    other.requestStop();
  }

  @Test
  void shouldServeNothingOfARouteThatHasLeft() throws Exception {
    SupervisedRoute first = show("first", new WatchedRunner());
    SupervisedRoute second = show("second", new WatchedRunner());
    board.show(List.of(first, second));
    monitor.look(TestEngines.KSTREAMS);
    assertThat(body("/prometheus")).contains("route=\"first\"", "route=\"second\"");

    board.show(List.of(second));
    monitor.look(TestEngines.KSTREAMS);

    assertThat(body("/prometheus")).doesNotContain("route=\"first\"").contains("route=\"second\"");
    first.requestStop();
  }

  @Test
  void shouldUseOnlyTheLabelsThatAMetricDeclares() throws Exception {
    show("r", new WatchedRunner());

    assertThat(body("/prometheus").lines().filter(line -> line.startsWith("twinroute_")))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              Metric metric =
                  List.of(Metric.values()).stream()
                      .filter(each -> line.startsWith(each.exposed() + "{"))
                      .findFirst()
                      .orElseThrow(() -> new AssertionError(line));
              assertThat(metric.labels()).allMatch(label -> line.contains(label + "=\""));
              assertThat(line.chars().filter(c -> c == '=').count())
                  .isEqualTo(metric.labels().size());
            });
  }

  @Test
  void shouldTellLivenessAndReadinessApart() throws Exception {
    WatchedRunner runner = new WatchedRunner();
    show("r", runner);
    assertThat(get("/health/readiness").statusCode()).isEqualTo(200);

    runner.is(RouteState.FAILED, "no topic");
    monitor.look(TestEngines.KSTREAMS);

    HttpResponse<String> readiness = get("/health/readiness");
    assertThat(readiness.statusCode()).isEqualTo(503);
    assertThat(readiness.body())
        .contains(
            "\"status\":\"DOWN\"", "\"r\":{\"status\":\"DOWN\",\"reason\":\"failed: no topic\"}");
    assertThat(get("/health/liveness").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldBeReadyWhileItStartsAndSayWhatIsInItsWay() throws Exception {
    assertThat(get("/health/readiness").statusCode()).isEqualTo(200);

    board.showReason("no topic");

    assertThat(get("/health/readiness").statusCode()).isEqualTo(503);
    assertThat(body("/health/readiness")).contains("no topic");
  }

  private static double value(String served, String metric) {
    return served
        .lines()
        .filter(line -> line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(metric + " is not served"));
  }

  private SupervisedRoute show(String name, WatchedRunner runner) {
    SupervisedRoute route =
        new SupervisedRoute(
            Routes.endless(Routes.plan(name, name + "-{engine}", 1), 1),
            runner,
            new RestartSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
    route.start();
    await().until(() -> route.status().state() == RouteState.RUNNING);
    board.show(List.of(route));
    monitor.look(TestEngines.KSTREAMS);
    return route;
  }

  private String body(String path) throws Exception {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.getURL() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
