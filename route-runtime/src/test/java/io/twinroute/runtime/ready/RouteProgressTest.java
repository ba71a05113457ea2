package io.twinroute.runtime.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.config.plan.RestartSettings;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.pin.SourcePartition;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.supervise.WatchedRunner;
import io.twinroute.runtime.watch.ClusterLoops.Outage;
import io.twinroute.runtime.watch.OpenTransaction;
import io.twinroute.runtime.watch.lag.Hop;
import io.twinroute.runtime.watch.lag.PartitionLag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteProgressTest {

  private static final Instant BEGAN = Instant.parse("2026-03-01T14:00:00Z");

  private final WatchedRunner runner = new WatchedRunner();
  private final SupervisedRoute route =
      new SupervisedRoute(
          Routes.endless(Routes.plan(), 1),
          runner,
          new RestartSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
  private final SourcePartition payments = SourcePartition.of(route.route()).get(1);
  private Duration passed = Duration.ZERO;
  private final RouteProgress progress =
      new RouteProgress(route, () -> passed.toNanos(), () -> BEGAN.plus(passed));
  private List<PartitionLag> lags = List.of();
  private List<OpenTransaction> transactions = List.of();
  private Optional<Outage> west = Optional.empty();

  @BeforeEach
  void run() {
    route.start();
    await().until(() -> route.status().state() == RouteState.RUNNING);
    runner.at(
        new InputPositions(List.of(9L), List.of(9_000L)),
        new InputPositions(List.of(4L), List.of(5_000L)));
  }

  @AfterEach
  void stop() {
    route.requestStop();
  }

  @Test
  void shouldBeReadyForHoursWithNothingToDo() {
    assertThat(after(Duration.ofHours(2))).isEmpty();
  }

  @Test
  void shouldBeReadyWhileARouteStartsAndNoMoreIfThatTakesLong() {
    runner.is(RouteState.STARTING, "starting");
    assertThat(after(Duration.ofSeconds(50))).isEmpty();

    assertThat(after(Duration.ofSeconds(15)))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("has not run since ").endsWith(": starting"));

    runner.is(RouteState.RUNNING, "running");
    after(Duration.ofSeconds(31));
    assertThat(after(Duration.ofSeconds(1))).isEmpty();
  }

  /** Between two failures it runs for a moment, which is no progress. */
  @Test
  void shouldNotBeReadyWhileARouteFailsAgainAndAgain() {
    for (int i = 0; i < 20; i++) {
      runner.is(RouteState.RESTARTING, "gone");
      after(Duration.ofSeconds(5));
      runner.is(RouteState.RUNNING, "running");
      after(Duration.ofSeconds(1));
    }

    assertThat(after(Duration.ofSeconds(1)))
        .hasValueSatisfying(why -> assertThat(why).startsWith("has failed again and again since "));
  }

  @Test
  void shouldNameThePartitionOfAClusterThatDoesNotAnswer() {
    after(Duration.ofMinutes(2));
    west = Optional.of(new Outage(BEGAN.plus(passed), "no answer"));
    assertThat(after(Duration.ofSeconds(20))).isEmpty();

    assertThat(after(Duration.ofSeconds(15)))
        .contains(
            "west/payments/0 holds time back since 2026-03-01T14:00:01Z: cluster west does not answer");

    west = Optional.empty();
    assertThat(after(Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void shouldNameThePartitionOfWhichNothingComesThrough() {
    lags = List.of(new PartitionLag(payments, Hop.COMMIT, 5, 20, OptionalLong.of(0)));
    assertThat(after(Duration.ofSeconds(55))).isEmpty();

    assertThat(after(Duration.ofSeconds(10)))
        .contains(
            "west/payments/0 waits since 2026-03-01T14:00:01Z: nothing of it is committed, and it holds more");
  }

  @Test
  void shouldBeReadyWhileARouteIsFarBehindAndGetsOn() {
    for (int next = 0; next < 300; next++) {
      lags = List.of(new PartitionLag(payments, Hop.COMMIT, next, 1_000_000, OptionalLong.of(0)));
      assertThat(after(Duration.ofSeconds(1))).isEmpty();
    }
  }

  @Test
  void shouldNameATransactionThatHoldsTimeBack() {
    transactions =
        List.of(new OpenTransaction("west", "payments", 0, 5, BEGAN, true, Optional.of("t")));
    assertThat(after(Duration.ofSeconds(50))).isEmpty();

    assertThat(after(Duration.ofSeconds(15)))
        .contains(
            "west/payments/0 holds time back since 2026-03-01T14:00:01Z: a transaction is open there since 2026-03-01T14:00:00Z");
  }

  @Test
  void shouldSayAtOnceThatARouteHasFailed() {
    runner.is(RouteState.FAILED, "no topic");

    assertThat(after(Duration.ofSeconds(1))).contains("failed: no topic");
  }

  /** Looks every second; what the last look says. */
  private Optional<String> after(Duration time) {
    Optional<String> last = Optional.empty();
    for (Duration end = passed.plus(time); passed.compareTo(end) < 0; ) {
      passed = passed.plusSeconds(1);
      last =
          progress.look(
              new Surroundings(
                  lags,
                  transactions,
                  cluster -> cluster.alias().equals("west") ? west : Optional.empty()));
    }
    return last;
  }
}
