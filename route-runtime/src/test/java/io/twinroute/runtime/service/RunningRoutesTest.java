package io.twinroute.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.TestEngines;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.runtime.Routes;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.InputCounts;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.runtime.supervise.RouteRunner;
import io.twinroute.runtime.supervise.RouteState;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunningRoutesTest {

  private static final RestartSettings RESTART =
      new RestartSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1);

  private Duration now = Duration.ZERO;

  @Test
  void shouldLookAtTheCountsOnceASecond() {
    PinnedRoute pinned = Routes.endless(Routes.plan(), 1);
    CountedRunner runner = new CountedRunner();
    SupervisedRoute route = new SupervisedRoute(pinned, runner, RESTART);
    try (RunningRoutes routes =
        new RunningRoutes(
            new FakeClusters(), TestEngines.KSTREAMS, new RouteBoard(), () -> now.toNanos())) {
      routes.change(
          List.of(),
          List.of(route),
          new RouteFile(Map.of(), List.of(pinned.plan()), List.of(), RESTART, List.of()),
          Set.of());

      tick(routes, 10);
      int once = runner.asked.get();
      tick(routes, 40);

      assertThat(once).isPositive();
      assertThat(runner.asked).hasValue(5 * once);
    } finally {
      route.requestStop();
    }
  }

  private void tick(RunningRoutes routes, int times) {
    for (int i = 0; i < times; i++) {
      now = now.plusMillis(100);
      routes.tick();
    }
  }

  private static final class CountedRunner implements RouteRunner {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public RouteState run(StatusListener listener) throws InterruptedException {
      stop.await();
      return RouteState.STOPPED;
    }

    @Override
    public void requestStop() {
      stop.countDown();
    }

    @Override
    public RouteCounts counts() {
      asked.incrementAndGet();
      return new RouteCounts(0, List.of(InputCounts.NONE, InputCounts.NONE));
    }
  }
}
