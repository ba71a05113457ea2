package io.twinroute.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.RouteWarning;
import io.twinroute.runtime.supervise.ScriptedRunner;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class RoutesHealthIndicatorTest {

  private final ApplicationContext context =
      ApplicationContext.builder().banner(false).deduceEnvironment(false).start();
  private final RouteBoard board = context.getBean(RouteBoard.class);

  @AfterEach
  void close() {
    board.routes().forEach(SupervisedRoute::requestStop);
    context.close();
  }

  @Test
  void shouldBeDownWithTheReasonBeforeThereAreRoutes() {
    board.showReason("no topic");

    assertThat(health().getStatus()).isEqualTo(HealthStatus.DOWN);
    assertThat(health().getDetails()).isEqualTo(Map.of("reason", "no topic"));
  }

  @Test
  void shouldBeUpWithTheCountsWhileRoutesRun() {
    show(new ScriptedRunner(ScriptedRunner.untilStopped()), RouteState.RUNNING);

    assertThat(health().getStatus()).isEqualTo(HealthStatus.UP);
    assertThat(health().getDetails())
        .isEqualTo(
            Map.of(
                "paid-orders",
                Map.of(
                    "state",
                    "running",
                    "reason",
                    "reading",
                    "read",
                    10L,
                    "results",
                    4L,
                    "late",
                    2L,
                    "deadLetters",
                    1L,
                    "time",
                    "unknown",
                    "heldBackBy",
                    "west/payments/0")));
  }

  /** It runs; health shows the warning, and nothing is restarted for it. */
  @Test
  void shouldStayUpWithItsWarnings() {
    show(new ScriptedRunner(ScriptedRunner.untilStopped()), RouteState.RUNNING);
    board.routes().get(0).warnOf(List.of(new RouteWarning("rejected-share", "all of them")));

    assertThat(health().getStatus()).isEqualTo(HealthStatus.UP);
    assertThat(health().getDetails().toString())
        .contains("warnings=[{name=rejected-share, reason=all of them}]");
  }

  @Test
  void shouldStayUpWhenRoutesHaveDoneWhatTheyWereAskedTo() {
    show(new ScriptedRunner((listener, stop) -> RouteState.FINISHED), RouteState.FINISHED);

    assertThat(health().getStatus()).isEqualTo(HealthStatus.UP);
  }

  @Test
  void shouldBeDownWithTheReasonWhenARouteHasFailed() {
    show(
        new ScriptedRunner(
            ScriptedRunner.failing(new RouteFailedException(new Unresumable("no topic")))),
        RouteState.FAILED);

    assertThat(health().getStatus()).isEqualTo(HealthStatus.DOWN);
    assertThat(health().getDetails().toString()).contains("failed", "no topic");
  }

  @Test
  void shouldBeDownWhileARouteRestarts() {
    show(
        new ScriptedRunner(ScriptedRunner.failing(new RouteFailedException("gone"))),
        RouteState.RESTARTING);

    assertThat(health().getStatus()).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  @SuppressWarnings("unchecked")
  void shouldNameFirstWhatIsNotWell() {
    try (SupervisedRoutes routes =
        new SupervisedRoutes()
            .running("a", "b", "c", "d")
            .failed("e", "gone")
            .running("f", "g", "h", "i")) {
      board.show(routes.all());

      Map<String, Object> details = (Map<String, Object>) health().getDetails();

      assertThat(health().getStatus()).isEqualTo(HealthStatus.DOWN);
      assertThat(details.keySet())
          .containsExactly(".summary", "e", "a", "b", "c", "d", "f", "g", "h", "i");
      assertThat(details.get(".summary")).isEqualTo(Map.of("routes", 9, "running", 8, "failed", 1));
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void shouldSumUpManyRoutesOnly() {
    try (SupervisedRoutes routes =
        new SupervisedRoutes().running("a", "b").failed("c", "gone").running("d")) {
      board.show(routes.all());

      assertThat(((Map<String, Object>) health().getDetails()).keySet())
          .containsExactly("c", "a", "b", "d");
    }
  }

  private void show(ScriptedRunner runner, RouteState until) {
    SupervisedRoute route =
        new SupervisedRoute(
            Routes.untilEnd(List.of(5L), List.of(5L)),
            runner,
            new RestartSettings(Duration.ofHours(1), Duration.ofHours(1), 3));
    board.show(List.of(route));
    route.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> route.status().state() == until);
  }

  private HealthResult health() {
    return Mono.from(context.getBean(RoutesHealthIndicator.class).getResult()).block();
  }
}
