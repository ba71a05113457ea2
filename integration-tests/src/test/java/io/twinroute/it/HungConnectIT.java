package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.demo.local.ProcessGroup;
import io.twinroute.it.faults.ConnectWorker;
import io.twinroute.it.faults.Link;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Connect worker that accepts connections and never answers holds up nobody. */
@SecondTier
class HungConnectIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final List<String> routes =
      List.of(ThreeClusters.unique("hung"), ThreeClusters.unique("hung"));

  @TempDir private Path folder;

  @Test
  void shouldRunOnAndStopWhenItsWorkerFallsSilent() {
    try (Sources first = new Sources(routes.get(0));
        Sources second = new Sources(routes.get(1));
        ProcessGroup processes = new ProcessGroup("hung-connect-")) {
      ConnectWorker worker = worker(processes);
      worker.start();
      try (Link link = new Link(URI.create(worker.url()).getPort())) {
        String connect = "http://127.0.0.1:" + link.port();
        Path config = config(connect);
        try (Command router = Command.live(StreamsEngine.ENGINE, config, "--keep-trying")) {
          await(() -> routes.forEach(route -> assertRunning(router, route)));

          link.become(Link.Behaviour.BLACK_HOLE);

          await(() -> routes.forEach(route -> assertNamed(connect, router, route)));
          // The mirrors keep copying: only the worker's REST interface does not answer.
          first.sendPair();
          second.sendPair();
          await(() -> routes.forEach(route -> assertResult(config, route)));
          stopSoon(router);
        }
      }
    }
  }

  @Test
  void shouldNameAWorkerThatIsSilentFromTheBeginning() throws Exception {
    try (Sources first = new Sources(routes.get(0));
        Sources second = new Sources(routes.get(1));
        // The system accepts connections in its place, and nobody reads from them.
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String connect = "http://127.0.0.1:" + silent.getLocalPort();
      try (Command router = Command.live(StreamsEngine.ENGINE, config(connect), "--keep-trying")) {
        await(
            () ->
                assertThat(Health.of(router))
                    .contains("Mirroring: Connect at " + connect + ": the worker does not answer"));
        stopSoon(router);
      }
    }
  }

  /** In a group of its own: the image's may have connectors of other tests. */
  private ConnectWorker worker(ProcessGroup processes) {
    String group = routes.get(0);
    return new ConnectWorker(
        processes,
        ThreeClusters.central().bootstrapServers(),
        1,
        Map.of(
            "group.id", group,
            "config.storage.topic", group + "-configs",
            "offset.storage.topic", group + "-offsets",
            "status.storage.topic", group + "-status"));
  }

  private Path config(String connect) {
    RouteYaml yaml = new RouteYaml().kstreams("connect: \"" + connect + "\"");
    routes.forEach(route -> yaml.route(route, route + ".o", route + ".p", 1));
    return yaml.write(folder);
  }

  private static void await(ThrowingRunnable assertion) {
    Awaitility.await().atMost(PATIENCE).untilAsserted(assertion);
  }

  private static void assertRunning(Command router, String route) {
    assertThat(Health.isRunning(router, route)).as(router.errSoFar()).isTrue();
  }

  private static void assertNamed(String connect, Command router, String route) {
    assertThat(Health.of(router))
        .contains(
            "\"%s\":{\"state\":\"restarting\",\"reason\":\"Mirroring: Connect at %s: the worker does not answer"
                .formatted(route, connect));
  }

  private static void assertResult(Path config, String route) {
    assertThat(Outputs.count(config, route, StreamsEngine.ENGINE)).isEqualTo(1);
  }

  private static void stopSoon(Command router) {
    long asked = System.nanoTime();
    Command.Result result = router.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).as(result.toString()).isLessThan(SOON);
  }

  /** What one of the routes reads. */
  private static final class Sources implements AutoCloseable {

    private final SourceTopic orders;
    private final SourceTopic payments;

    Sources(String route) {
      orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
      payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
    }

    /** An order and its payment. */
    void sendPair() {
      long now = System.currentTimeMillis();
      for (SourceTopic topic : List.of(orders, payments)) {
        topic.send(0, now, "k".getBytes(UTF_8), "1".getBytes(UTF_8));
        topic.flush();
      }
    }

    @Override
    public void close() {
      orders.close();
      payments.close();
    }
  }
}
