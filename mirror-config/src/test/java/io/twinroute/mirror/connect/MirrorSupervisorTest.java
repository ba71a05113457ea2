package io.twinroute.mirror.connect;

import static io.twinroute.mirror.connect.ConnectStub.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.mirror.Routes;
import io.twinroute.mirror.recovery.OrphanedTransactions;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.KafkaClusters;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorSupervisorTest {

  private static final Clusters CLUSTERS = new KafkaClusters();

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final List<MirrorConnector> CONNECTORS =
      List.of(new MirrorConnector("m", Map.of("topics", "orders")));
  private static final String STATUSES = "GET /connectors?expand=status";
  private static final String RUNNING =
      "{\"m\":{\"status\":"
          + "{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[{\"id\":0,\"state\":\"RUNNING\"}]}}}";
  private static final String FAILED =
      RUNNING.replace("0,\"state\":\"RUNNING\"", "0,\"state\":\"FAILED\",\"trace\":\"boom\"");
  private static final String RESTART =
      "POST /connectors/m/restart?includeTasks=true&onlyFailed=true";

  private ConnectStub connect;

  @BeforeEach
  void start() throws IOException {
    connect =
        new ConnectStub()
            .on("GET /", answer(200, "{}"))
            .on("GET /connectors?expand=info", answer(200, "{}"))
            .on("PUT /connectors/m/config", answer(201, "{}"))
            .on(STATUSES, answer(200, RUNNING))
            .on(RESTART, answer(202, "{}"));
  }

  @AfterEach
  void stop() {
    connect.close();
  }

  @Test
  void shouldLeaveMirrorsAloneUntilTheyAreAskedFor() {
    try (MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())))) {
      assertThat(mirrors.report().applied()).isFalse();
      assertThat(connect.changes()).isEmpty();

      mirrors.ensureRunning();

      awaitFailure(mirrors, Optional.empty());
      assertThat(mirrors.report().applied()).isTrue();
      assertThat(connect.changes()).containsExactly("PUT /connectors/m/config");
    }
  }

  @Test
  void shouldRestartWhatHasFailedOnlyWhenItIsAskedTo() {
    try (MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())))) {
      connect.on(STATUSES, answer(200, FAILED));
      mirrors.ensureRunning();
      awaitFailure(mirrors, Optional.of("task 0 of m failed: boom"));
      long failed = mirrors.report().began();
      await().until(() -> mirrors.report().began() > failed);
      assertThat(connect.changes()).doesNotContain(RESTART);

      mirrors.restartFailed(List.of("m"));
      connect.on(STATUSES, answer(200, RUNNING));

      awaitFailure(mirrors, Optional.empty());
      assertThat(connect.changes()).containsOnlyOnce(RESTART);
    }
  }

  @Test
  void shouldTellOnlyRoutesThatNeedAConnectorThatItHasFailed() {
    try (MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())))) {
      connect.on(STATUSES, answer(200, FAILED));

      mirrors.ensureRunning();

      awaitFailure(mirrors, Optional.of("task 0 of m failed: boom"));
      assertThat(mirrors.report().failure(List.of("other"))).isEmpty();
    }
  }

  @Test
  void shouldStartAWorkerOfItsOwnAgainWhenItIsAskedTo() {
    FakeWorker worker = new FakeWorker(client(connect.url()));
    try (MirrorSupervisor mirrors = supervisor(worker)) {
      mirrors.ensureRunning();
      awaitFailure(mirrors, Optional.empty());

      worker.stop();
      awaitFailure(
          mirrors,
          Optional.of(
              "the Connect worker on " + Routes.CENTRAL + " has stopped; its log says why"));
      assertThat(worker.starts()).isEqualTo(1);
      mirrors.restartFailed(List.of("m"));

      awaitFailure(mirrors, Optional.empty());
      assertThat(worker.starts()).isEqualTo(2);
      assertThat(connect.changes())
          .containsExactly("PUT /connectors/m/config", "PUT /connectors/m/config", RESTART);
    }
  }

  @Test
  void shouldNameAWorkerThatAcceptsConnectionsAndNeverAnswers() throws IOException {
    try (SilentServer silent = new SilentServer();
        MirrorSupervisor mirrors = supervisor(named(client(silent.url(), SHORT)))) {
      mirrors.ensureRunning();

      await()
          .untilAsserted(
              () ->
                  assertThat(mirrors.report().failure(List.of("m")).orElse(""))
                      .startsWith("Connect at " + silent.url() + ": the worker does not answer"));
      assertThat(mirrors.report().applied()).isFalse();
    }
  }

  @Test
  void shouldNameAWorkerThatFallsSilentAndNoticeThatItAnswersAgain() {
    try (MirrorSupervisor mirrors = supervisor(named(client(connect.url(), SHORT)))) {
      mirrors.ensureRunning();
      awaitFailure(mirrors, Optional.empty());

      connect.fallSilent();
      await()
          .untilAsserted(
              () ->
                  assertThat(mirrors.report().failure(List.of("m")).orElse(""))
                      .startsWith("Connect at " + connect.url())
                      .contains("the worker does not answer"));
      assertThat(mirrors.report().applied()).isTrue();
      connect.answerAgain();

      awaitFailure(mirrors, Optional.empty());
    }
  }

  @Test
  void shouldAddAConnectorAndLeaveTheOthersAlone() {
    connect.on("PUT /connectors/n/config", answer(201, "{}"));
    String both = RUNNING.replaceFirst("}$", "," + RUNNING.substring(1).replace("\"m\"", "\"n\""));
    connect.on(STATUSES, answer(200, both));
    FakeWorker worker = new FakeWorker(client(connect.url()));
    try (MirrorSupervisor mirrors = supervisor(worker)) {
      mirrors.ensureRunning();
      awaitFailure(mirrors, Optional.empty());

      assertThat(mirrors.add(List.of(new MirrorConnector("n", Map.of())), List.of(Routes.EAST)))
          .succeedsWithin(SOON);

      assertThat(connect.changes())
          .containsExactly("PUT /connectors/m/config", "PUT /connectors/n/config");
      worker.stop();
      mirrors.restartFailed(List.of());
      await().until(() -> connect.changes().size() == 4); // a new worker needs both
    }
  }

  @Test
  void shouldLookAfterTheOthersWhereAFurtherConnectorIsRefused() {
    connect.on("PUT /connectors/n/config", answer(400, "{\"message\":\"not that one\"}"));
    try (MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())))) {
      mirrors.ensureRunning();
      awaitFailure(mirrors, Optional.empty());

      assertThat(mirrors.add(List.of(new MirrorConnector("n", Map.of())), List.of()))
          .failsWithin(Duration.ofMinutes(1))
          .withThrowableThat()
          .withMessageContaining("not that one");

      assertThat(mirrors.report().applied()).isTrue();
      awaitFailure(mirrors, Optional.empty());
    }
  }

  @Test
  void shouldLookAfterARetiredConnectorNoMore() {
    FakeWorker worker = new FakeWorker(client(connect.url()));
    try (MirrorSupervisor mirrors = supervisor(worker)) {
      mirrors.ensureRunning();
      awaitFailure(mirrors, Optional.empty());
      connect.on("DELETE /connectors/m", answer(204, ""));

      assertThat(mirrors.retire(List.of("m"), client -> client.remove("m"))).succeedsWithin(SOON);

      worker.stop();
      mirrors.ensureRunning();
      await().until(() -> worker.starts() == 2);
      assertThat(connect.changes())
          .containsExactly("PUT /connectors/m/config", "DELETE /connectors/m");
    }
  }

  @Test
  void shouldSayThatItCannotRetireWhereThereIsNoWorker() {
    try (MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())))) {
      assertThat(mirrors.retire(List.of("m"), client -> client.remove("m")))
          .failsWithin(SOON)
          .withThrowableThat()
          .withMessageContaining("no Connect worker");
      assertThat(connect.changes()).doesNotContain("DELETE /connectors/m");
    }
  }

  @Test
  void shouldApplyAgainAConnectorThatSomebodyHasRemoved() {
    try (MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())))) {
      mirrors.ensureRunning();
      awaitFailure(mirrors, Optional.empty());

      connect.on(STATUSES, answer(200, "{}"));

      awaitFailure(mirrors, Optional.of("the Connect worker has no connector m"));
      assertThat(mirrors.report().applied()).isFalse();
      connect.on(STATUSES, answer(200, RUNNING));
      mirrors.restartFailed(List.of("m"));
      await()
          .until(
              () ->
                  connect
                      .changes()
                      .equals(
                          List.of(
                              "PUT /connectors/m/config", "PUT /connectors/m/config", RESTART)));
      awaitFailure(mirrors, Optional.empty());
    }
  }

  /** Somebody waits for it. */
  @Test
  void shouldReportTheErrorThatAChangeEndsWith() {
    try (MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())))) {
      mirrors.ensureRunning();
      awaitFailure(mirrors, Optional.empty());

      assertThat(mirrors.retire(List.of("m"), client -> failFor("a library that does not fit")))
          .failsWithin(SOON)
          .withThrowableThat()
          .withMessageContaining("a library that does not fit");
    }
  }

  @Test
  void shouldRefuseAChangeAfterItsEnd() {
    MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())));
    mirrors.close();

    assertThat(mirrors.add(List.of(new MirrorConnector("n", Map.of())), List.of()))
        .failsWithin(SOON)
        .withThrowableThat()
        .withMessageContaining("no longer supervised");
  }

  private static void failFor(String reason) {
    throw new NoClassDefFoundError(reason);
  }

  /** With the patience that requests really have. */
  @Test
  void shouldEndAtOnceWhileAWorkerDoesNotAnswer() throws Exception {
    try (SilentServer silent = new SilentServer()) {
      MirrorSupervisor mirrors =
          MirrorSupervisor.start(CLUSTERS, Routes.CENTRAL, List.of(), silent.url(), CONNECTORS);
      mirrors.ensureRunning();
      silent.awaitConnection();

      long asked = System.nanoTime();
      mirrors.close();

      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
    }
  }

  @Test
  void shouldLeaveBehindAWorkerThatDoesNotEnd() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url()), mayEnd));

    long asked = System.nanoTime();
    mirrors.close();

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
    mayEnd.countDown();
  }

  @Test
  void shouldNotWaitForAnotherTargetsWorker() throws Exception {
    try (SilentServer silent = new SilentServer();
        MirrorSupervisor stuck =
            MirrorSupervisor.start(CLUSTERS, Routes.EAST, List.of(), silent.url(), CONNECTORS);
        MirrorSupervisor mirrors = supervisor(new FakeWorker(client(connect.url())))) {
      stuck.ensureRunning();
      silent.awaitConnection();

      mirrors.ensureRunning();

      awaitFailure(mirrors, Optional.empty());
      connect.on(STATUSES, answer(200, FAILED));
      awaitFailure(mirrors, Optional.of("task 0 of m failed: boom"));
    }
  }

  private static ConnectClient client(URI url) {
    return client(url, SOON);
  }

  private static ConnectClient client(URI url, Duration soon) {
    return new ConnectClient(new ConnectHttp(url, soon, SOON));
  }

  private static MirrorSupervisor supervisor(MirrorWorker worker) {
    return MirrorSupervisor.start(Routes.CENTRAL, worker, CONNECTORS, Duration.ofSeconds(1));
  }

  private static MirrorWorker named(ConnectClient client) {
    return new NamedWorker(client, OrphanedTransactions.of(CLUSTERS, Routes.CENTRAL, List.of("m")));
  }

  /** Long: on a busy machine one look takes seconds. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }

  private static void awaitFailure(MirrorSupervisor mirrors, Optional<String> failure) {
    await()
        .untilAsserted(() -> assertThat(mirrors.report().failure(List.of("m"))).isEqualTo(failure));
  }
}
