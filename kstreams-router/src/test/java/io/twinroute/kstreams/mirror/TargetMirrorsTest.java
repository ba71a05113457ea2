package io.twinroute.kstreams.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.KafkaClusters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TargetMirrorsTest {

  private static final RoutePlan ROUTE = Routes.plan(Repartition.AUTO);
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Without a scheme that anybody speaks, a worker's clients refuse at once. */
  private static final Cluster UNUSABLE =
      new Cluster("central", "localhost:1", Map.of("security.protocol", "NONE"));

  private final CountDownLatch stop = new CountDownLatch(1);

  @Test
  void shouldRunNoWorkerForMirrorsOfOthers() throws Exception {
    try (TargetMirrors mirrors = mirrors(Mirror.EXTERNAL, null)) {
      assertThat(mirrors.awaitRunning(stop)).isTrue();

      assertThat(mirrors.of(ROUTE).lastLook().failure()).isEmpty();
    }
  }

  @Test
  void shouldRunAWorkerForItsOwnMirrors() {
    try (TargetMirrors mirrors = mirrors(Mirror.MANAGED, null)) {
      assertThatThrownBy(() -> mirrors.awaitRunning(stop))
          .isInstanceOf(RouteFailedException.class)
          .hasMessageStartingWith("Mirroring: ");
      assertThat(mirrors.of(ROUTE).lastLook().failure()).isPresent();
    }
  }

  @Test
  void shouldTellHowTheMirrorsOfARouteAre() throws Exception {
    try (ConnectDouble connect = new ConnectDouble();
        TargetMirrors mirrors = mirrors(Mirror.MANAGED, connect.url())) {
      assertThat(mirrors.awaitRunning(stop)).isTrue();
      assertThat(mirrors.of(ROUTE).lastLook().failure()).isEmpty();

      connect.become("FAILED");

      awaitFailure(mirrors);
    }
  }

  @Test
  void shouldTroubleOnlyTheRoutesThatReadTheTopicOfAFailedConnector() throws Exception {
    RoutePlan other = reading("refunds");
    try (ConnectDouble connect = new ConnectDouble();
        TargetMirrors mirrors = mirrors(Mirror.MANAGED, connect.url(), List.of(ROUTE, other))) {
      assertThat(mirrors.awaitRunning(stop)).isTrue();

      connect.become("FAILED", "twinroute-east-to-central.orders");

      awaitFailure(mirrors);
      assertThat(mirrors.of(other).lastLook().failure()).isEmpty();
    }
  }

  @Test
  void shouldAddWhatFurtherRoutesRead() throws Exception {
    RoutePlan other = reading("refunds");
    try (ConnectDouble connect = new ConnectDouble();
        TargetMirrors mirrors = mirrors(Mirror.MANAGED, connect.url())) {
      assertThat(mirrors.awaitRunning(stop)).isTrue();
      Set<String> before = connect.connectors();

      mirrors.add(List.of(ROUTE, other), List.of(UNUSABLE));

      assertThat(connect.connectors()).hasSize(before.size() + 2).containsAll(before);
      connect.become("FAILED", "twinroute-east-to-central.refunds");
      Awaitility.await().until(() -> mirrors.of(other).lastLook().failure().isPresent());
      assertThat(mirrors.of(ROUTE).lastLook().failure()).isEmpty();
    }
  }

  @Test
  void shouldAddNothingWhereAllIsCopiedAlready() throws Exception {
    try (ConnectDouble connect = new ConnectDouble();
        TargetMirrors mirrors = mirrors(Mirror.MANAGED, connect.url())) {
      assertThat(mirrors.awaitRunning(stop)).isTrue();
      connect.close(); // whatever it would be asked now fails

      mirrors.add(List.of(ROUTE), List.of(UNUSABLE));
    }
  }

  /** A worker that refuses one connector may have taken others. */
  @Test
  void shouldRemoveWhatARefusedChangeMayHaveLeft() throws Exception {
    RoutePlan other = reading("refunds");
    try (ConnectDouble connect = new ConnectDouble();
        TargetMirrors mirrors = mirrors(Mirror.MANAGED, connect.url())) {
      assertThat(mirrors.awaitRunning(stop)).isTrue();
      connect.refuse("twinroute-west-to-central.refunds");
      assertThatThrownBy(() -> mirrors.add(List.of(ROUTE, other), List.of(UNUSABLE)))
          .isInstanceOf(RouteFailedException.class);
      int before = connect.listings();

      assertThat(mirrors.release(file(ROUTE))).isFalse();

      Awaitility.await().until(() -> connect.listings() > before); // which it then removes
    }
  }

  /** The target cannot be asked who else reads them, so they stay. */
  @Test
  void shouldBeDoneWithATargetThatNoRouteNeeds() throws Exception {
    try (ConnectDouble connect = new ConnectDouble();
        TargetMirrors mirrors = mirrors(Mirror.MANAGED, connect.url())) {
      assertThat(mirrors.awaitRunning(stop)).isTrue();
      Set<String> before = connect.connectors();

      assertThat(mirrors.release(file(ROUTE))).isFalse();
      assertThat(mirrors.release(file())).isTrue();

      assertThat(connect.connectors()).isEqualTo(before);
    }
  }

  /** It accepts connections all the same. */
  @Test
  void shouldNameAConnectWorkerThatNeverAnswers() throws Exception {
    try (ServerSocket silent = silentServer();
        TargetMirrors mirrors = mirrors(Mirror.MANAGED, url(silent))) {
      assertThatThrownBy(() -> mirrors.awaitRunning(stop))
          .isInstanceOf(RouteFailedException.class)
          .hasMessageStartingWith(
              "Mirroring: Connect at " + url(silent) + ": the worker does not answer");
      assertThat(mirrors.of(ROUTE).lastLook().failure().orElse("")).contains(url(silent));
    }
  }

  @Test
  void shouldEndAtOnceThoughAConnectWorkerNeverAnswers() throws Exception {
    try (ServerSocket silent = silentServer()) {
      TargetMirrors mirrors = mirrors(Mirror.MANAGED, url(silent));
      stop.countDown();

      long asked = System.nanoTime();
      assertThat(mirrors.awaitRunning(stop)).isFalse();
      mirrors.of(ROUTE).restartFailed();
      mirrors.close();

      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
    }
  }

  @Test
  void shouldNotMindAnotherTargetsConnectWorkerThatNeverAnswers() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ServerSocket silent = silentServer();
        ConnectDouble connect = new ConnectDouble();
        TargetMirrors stuck = mirrors(Mirror.MANAGED, url(silent));
        TargetMirrors mirrors = mirrors(Mirror.MANAGED, connect.url())) {
      Thread waiting = new Thread(() -> awaitInVain(stuck, never));
      waiting.start();

      long asked = System.nanoTime();
      assertThat(mirrors.awaitRunning(stop)).isTrue();
      connect.become("FAILED");
      awaitFailure(mirrors);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);

      assertThat(waiting.isAlive()).isTrue();
      never.countDown();
      waiting.join();
    }
  }

  private static RouteFile file(RoutePlan... routes) {
    return new RouteFile(
        Map.of(),
        List.of(routes),
        List.of(),
        new RestartSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 8),
        List.of());
  }

  /** Reads the topic from both sources. */
  private static RoutePlan reading(String topic) {
    return new RoutePlan(
        "other",
        ROUTE.inputs().stream()
            .map(
                input ->
                    new RouteInput(
                        input.index(),
                        input.name(),
                        List.of(new SourceTopic(input.topics().get(0).cluster(), topic)),
                        input.as(),
                        input.format(),
                        input.lateness(),
                        input.key(),
                        input.silenceAfter()))
            .toList(),
        ROUTE.rule(),
        ROUTE.output(),
        ROUTE.delivery(),
        ROUTE.repartition(),
        ROUTE.parallelism(),
        null);
  }

  private static void awaitInVain(TargetMirrors mirrors, CountDownLatch stop) {
    try {
      mirrors.awaitRunning(stop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitFailure(TargetMirrors mirrors) {
    Awaitility.await()
        .until(() -> mirrors.of(ROUTE).lastLook().failure().orElse("").endsWith("failed: boom"));
  }

  /** The system accepts connections in its place, and nobody reads from them. */
  private static ServerSocket silentServer() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static String url(ServerSocket server) {
    return "http://localhost:" + server.getLocalPort();
  }

  private static TargetMirrors mirrors(Mirror mirror, @Nullable String connect) {
    return mirrors(mirror, connect, List.of(ROUTE));
  }

  private static TargetMirrors mirrors(
      Mirror mirror, @Nullable String connect, List<RoutePlan> routes) {
    return TargetMirrors.of(
        new KafkaClusters(),
        UNUSABLE,
        routes,
        List.of(UNUSABLE),
        new StreamsSettings(connect, mirror, "state", Duration.ofMillis(200), 1, 16, 64),
        "installation");
  }
}
