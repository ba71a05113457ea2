package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.kstreams.mirror.TargetMirrors;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.RouteState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KStreamsRunnerTest {

  /** The system accepts connections to this Connect worker, and nobody answers them. */
  @Test
  void shouldStopWhileItsConnectWorkerNeverAnswers() throws Exception {
    PinnedRoute route = Routes.endless(1, 1, 0);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      StreamsSettings settings =
          new StreamsSettings(
              "http://localhost:" + silent.getLocalPort(),
              Mirror.MANAGED,
              "state",
              Duration.ofMillis(200),
              1,
              64);
      TargetMirrors mirrors =
          TargetMirrors.of(route.plan().output().cluster(), List.of(route.plan()), settings);
      KStreamsRunner runner = new KStreamsRunner(route, settings, mirrors);
      Future<RouteState> end = executor.submit(() -> runner.run((state, reason) -> {}));
      silent.accept(); // it has asked

      runner.requestStop();

      assertThat(end.get(5, TimeUnit.SECONDS)).isEqualTo(RouteState.STOPPED);
      mirrors.close();
    } finally {
      executor.shutdownNow();
    }
  }
}
