package io.twinroute.runtime.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.config.plan.RestartSettings;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.failure.Failure.Unresumable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisedRouteTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final RuntimeException BROKER_GONE =
      new RouteFailedException("the broker is gone");

  @Test
  void shouldEndWithTheSourcesEnds() throws InterruptedException {
    ScriptedRunner runner = new ScriptedRunner((listener, stop) -> RouteState.FINISHED);
    SupervisedRoute route = supervised(runner, attempts(3));
    assertThat(route.status().state()).isEqualTo(RouteState.STARTING);

    route.start();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status())
        .isEqualTo(new RouteStatus(RouteState.FINISHED, "reached the sources' ends"));
    assertThat(runner.attempts()).isEqualTo(1);
  }

  @Test
  void shouldStartAgainAfterAFailure() throws InterruptedException {
    ScriptedRunner runner =
        new ScriptedRunner(
            ScriptedRunner.failing(BROKER_GONE),
            ScriptedRunner.failing(new IllegalStateException("no such store")),
            (listener, stop) -> RouteState.FINISHED);
    SupervisedRoute route = supervised(runner, attempts(3));

    route.start();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status().state()).isEqualTo(RouteState.FINISHED);
    assertThat(runner.attempts()).isEqualTo(3);
  }

  @Test
  void shouldGiveUpAtTheLimitWithTheReason() throws InterruptedException {
    ScriptedRunner runner = new ScriptedRunner(ScriptedRunner.failing(BROKER_GONE));
    SupervisedRoute route = supervised(runner, attempts(3));

    route.start();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status()).isEqualTo(new RouteStatus(RouteState.FAILED, "the broker is gone"));
    assertThat(runner.attempts()).isEqualTo(4);
  }

  @Test
  void shouldNotTryAgainWhatCannotHeal() throws InterruptedException {
    ScriptedRunner runner =
        new ScriptedRunner(
            ScriptedRunner.failing(new RouteFailedException(new Unresumable("offset 5 is gone"))),
            (listener, stop) -> RouteState.FINISHED);
    SupervisedRoute route = supervised(runner, attempts(100));

    route.start();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status()).isEqualTo(new RouteStatus(RouteState.FAILED, "offset 5 is gone"));
    assertThat(runner.attempts()).isEqualTo(1);
  }

  @Test
  void shouldFailWhenALibraryDoesNotFit() throws InterruptedException {
    SupervisedRoute route =
        supervised(
            new ScriptedRunner(
                (listener, stop) -> {
                  listener.status(RouteState.RUNNING, "reading");
                  throw new NoSuchMethodError("x.await()");
                }),
            attempts(3));

    route.start();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status())
        .isEqualTo(new RouteStatus(RouteState.FAILED, "NoSuchMethodError: x.await()"));
  }

  @Test
  void shouldNameTheCauseOfAnUnexpectedFailure() throws InterruptedException {
    RuntimeException wrapped =
        new IllegalStateException("outer", new IllegalArgumentException("inner"));
    SupervisedRoute route =
        supervised(new ScriptedRunner(ScriptedRunner.failing(wrapped)), attempts(0));

    route.start();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status())
        .isEqualTo(new RouteStatus(RouteState.FAILED, "IllegalArgumentException: inner"));
  }

  @Test
  void shouldStopWhileItWaitsToStartAgain() throws InterruptedException {
    ScriptedRunner runner = new ScriptedRunner(ScriptedRunner.failing(BROKER_GONE));
    SupervisedRoute route =
        supervised(runner, new RestartSettings(Duration.ofHours(1), Duration.ofHours(1), 5));
    route.start();
    await().atMost(SOON).until(() -> route.status().state() == RouteState.RESTARTING);
    assertThat(route.status().reason())
        .isEqualTo("the broker is gone (attempt 2 follows in 3600000 ms)");

    route.requestStop();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status().state()).isEqualTo(RouteState.STOPPED);
    assertThat(route.status().reason()).contains("the broker is gone");
    assertThat(runner.attempts()).isEqualTo(1);
  }

  @Test
  void shouldFailForAReasonThatItsEngineDoesNotSee() throws InterruptedException {
    ScriptedRunner runner = new ScriptedRunner(ScriptedRunner.untilStopped());
    SupervisedRoute route = supervised(runner, attempts(3));
    route.start();
    await().atMost(SOON).until(() -> route.status().state() == RouteState.RUNNING);

    route.fail("the topic is another one");

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status())
        .isEqualTo(new RouteStatus(RouteState.FAILED, "the topic is another one"));
    assertThat(runner.attempts()).isEqualTo(1);
  }

  @Test
  void shouldStopARunningRouteGracefully() throws InterruptedException {
    SupervisedRoute route =
        supervised(new ScriptedRunner(ScriptedRunner.untilStopped()), attempts(3));
    route.start();
    await().atMost(SOON).until(() -> route.status().state() == RouteState.RUNNING);
    assertThat(route.status().reason()).isEqualTo("reading");
    assertThat(route.await(Duration.ofMillis(1))).isFalse();

    route.requestStop();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status()).isEqualTo(new RouteStatus(RouteState.STOPPED, "stopped as asked"));
  }

  @Test
  void shouldNotStartAgainWhatFailedWhileItStopped() throws InterruptedException {
    ScriptedRunner runner =
        new ScriptedRunner(
            (listener, stop) -> {
              listener.status(RouteState.RUNNING, "reading");
              stop.await();
              throw BROKER_GONE;
            });
    SupervisedRoute route = supervised(runner, attempts(100));
    route.start();
    await().atMost(SOON).until(() -> route.status().state() == RouteState.RUNNING);

    route.requestStop();

    assertThat(route.await(SOON)).isTrue();
    assertThat(route.status()).isEqualTo(new RouteStatus(RouteState.FAILED, "the broker is gone"));
    assertThat(runner.attempts()).isEqualTo(1);
  }

  private static SupervisedRoute supervised(RouteRunner runner, RestartSettings restart) {
    return new SupervisedRoute(Routes.untilEnd(List.of(5L), List.of(5L)), runner, restart);
  }

  /** Short waits, but a limit that no attempt reaches by running for that long. */
  private static RestartSettings attempts(int maxAttempts) {
    return new RestartSettings(Duration.ofMillis(1), Duration.ofMinutes(10), maxAttempts);
  }
}
