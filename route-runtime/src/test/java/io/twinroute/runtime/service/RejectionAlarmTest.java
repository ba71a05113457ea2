package io.twinroute.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.supervise.InputCounts;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.Rejections;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteWarning;
import io.twinroute.runtime.supervise.ScriptedRunner;
import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.semantics.record.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RejectionAlarmTest {

  private final ScriptedRunner runner = new ScriptedRunner(ScriptedRunner.untilStopped());
  private final SupervisedRoute route =
      new SupervisedRoute(
          Routes.untilEnd(List.of(5L), List.of(5L)),
          runner,
          new RestartSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Duration now = Duration.ZERO;
  private final RejectionAlarm alarm = new RejectionAlarm(route, () -> now.toNanos());

  @BeforeEach
  void listen() {
    log.start();
    logger().setLevel(Level.INFO);
    logger().addAppender(log);
  }

  @AfterEach
  void close() {
    logger().detachAppender(log);
    logger().setLevel(null); // as the others
  }

  @Test
  void shouldWarnWhenMostOfTheFirstRecordsAreRejected() {
    after(1, counts(99, 99), counts(0, 0));
    assertThat(route.warnings()).isEmpty();

    after(1, counts(100, 51), counts(0, 0));

    assertThat(route.warnings())
        .containsExactly(
            new RouteWarning(
                "rejected-share",
                "51 of the last 100 records of east/orders (left) were rejected: not-json 51."
                    + " Compare the topic with the route; doctor describes its records."));
    assertThat(warned())
        .singleElement()
        .asString()
        .startsWith("route=paid-orders warning=rejected-share 51 of the last 100 records of east");
  }

  @Test
  void shouldNotWarnOfHalfTheRecords() {
    after(1, counts(1_000, 500), counts(1_000, 500));

    assertThat(route.warnings()).isEmpty();
  }

  /** One side without records is enough: nothing is joined, however many the other side has. */
  @Test
  void shouldJudgeEachInputForItself() {
    after(1, counts(200, 0), counts(200, 200));

    assertThat(route.warnings())
        .singleElement()
        .satisfies(w -> assertThat(w.reason()).startsWith("200 of the last 200 records of west/"));
  }

  @Test
  void shouldNameEachReasonTheMostFrequentFirst() {
    after(
        1,
        new InputCounts(
            2_000,
            new Rejections(
                Map.of(Rejection.LATE, 2L, Rejection.NO_KEY, 998L, Rejection.NOT_JSON, 1_000L)),
            InputPositions.NONE),
        counts(0, 0));

    assertThat(route.warnings().get(0).reason())
        .startsWith("2,000 of the last 2,000")
        .contains(": not-json 1,000, no-key 998, late 2. ");
  }

  @Test
  void shouldWithdrawItWhenTheShareFalls() {
    after(1, counts(300, 300), counts(0, 0));

    after(1, counts(599, 300), counts(0, 0));
    assertThat(route.warnings()).hasSize(1);
    after(1, counts(600, 300), counts(0, 0));

    assertThat(route.warnings()).isEmpty();
    assertThat(log.list).hasSize(2);
    assertThat(log.list.get(1).getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void shouldWarnOfWhatBeginsLater() {
    after(1, counts(1_000_000, 0), counts(0, 0));
    for (int second = 0; second < 600; second++) {
      after(1, counts(1_000_000, 0), counts(0, 0));
    }

    after(1, counts(1_000_120, 100), counts(0, 0));

    assertThat(route.warnings()).hasSize(1);
  }

  /** A topic with little traffic does not become better by it. */
  @Test
  void shouldGoOnWarningOfASlowTopic() {
    for (int minute = 1; minute <= 200; minute++) {
      after(60, counts(minute, minute), counts(0, 0));
      assertThat(route.warnings()).hasSize(minute < 100 ? 0 : 1);
    }
    assertThat(warned()).hasSize(1);
  }

  @Test
  void shouldLogAShareAboutTheLimitNowAndThenOnly() {
    for (int turn = 1; turn <= 100; turn++) {
      after(1, counts(2_000L * turn - 1, 1_000L * turn), counts(0, 0));
      assertThat(route.warnings()).hasSize(1);
      after(1, counts(2_000L * turn, 1_000L * turn), counts(0, 0));
      assertThat(route.warnings()).isEmpty();
    }

    assertThat(log.list).hasSize(2); // that it is, and that it is over
  }

  private void after(int seconds, InputCounts left, InputCounts right) {
    now = now.plusSeconds(seconds);
    runner.count(new RouteCounts(0, List.of(left, right)));
    alarm.tick();
  }

  private static InputCounts counts(long read, long rejected) {
    return new InputCounts(
        read, new Rejections(Map.of(Rejection.NOT_JSON, rejected)), InputPositions.NONE);
  }

  private List<String> warned() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(RejectionAlarm.class);
  }
}
