package io.twinroute.runtime.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.runtime.cluster.FakeCluster;
import io.twinroute.runtime.cluster.FakeClusters;
import io.twinroute.runtime.service.SupervisedRoutes;
import io.twinroute.runtime.supervise.SupervisedRoute;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressTextTest {

  private final FakeClusters clusters = new FakeClusters();
  private final FakeCluster east = clusters.get("east");
  private final SupervisedRoutes routes = new SupervisedRoutes();
  private final Lag lag = new Lag(clusters);

  @AfterEach
  void close() {
    routes.close();
    lag.close();
  }

  @Test
  void shouldSayOfAFewRoutesHowEachGetsOn() {
    for (int i = 0; i < 30; i++) {
      east.append("orders", 0, "k", "v");
    }

    assertThat(text(routes.running("a", "b").failed("c", "gone")).lines())
        .containsExactly(
            "a: running, read 10, results 4, lag 20   b: running, read 10, results 4, lag 20   c:"
                + " failed, read 10, results 4, lag 20");
  }

  @Test
  void shouldSumUpManyRoutesAndNameThoseThatAreNotWell() {
    for (int i = 0; i < 30; i++) {
      east.append("orders", 0, "k", "v");
    }
    routes.running(names(0, 9)).failed("bad", "the topic is gone");

    ProgressText text = text(routes);

    assertThat(text.lines())
        .containsExactly(
            "10 routes: 9 running, 1 failed; read 100, results 40, lag 200",
            "  bad: failed, read 10, results 4, lag 20: the topic is gone");
    assertThat(text.line())
        .isEqualTo("10 routes: 9 running, 1 failed; read 100, results 40, lag 200; not well: bad");
  }

  @Test
  void shouldNotNameAllOfManyRoutesThatAreNotWell() {
    for (int i = 0; i < 10; i++) {
      routes.failed("bad-" + i, "gone");
    }

    assertThat(text(routes).lines())
        .hasSize(10)
        .startsWith("10 routes: 10 failed; read 100, results 40, lag 0")
        .endsWith("  and 2 more; see /health");
  }

  @Test
  void shouldAskEachClusterOnceForAllRoutes() {
    routes.running(names(0, 30));

    text(routes);

    assertThat(east.requests("listOffsets")).isEqualTo(1);
  }

  @Test
  void shouldSayThatALagIsNotKnownWhereASourceDoesNotAnswer() {
    east.fallSilent();

    assertThat(text(routes.running("a")).lines())
        .containsExactly("a: running, read 10, results 4, lag unknown");
    assertThat(text(routes.running(names(0, 9))).lines())
        .containsExactly("10 routes: 10 running; read 100, results 40, lag unknown");
  }

  private ProgressText text(SupervisedRoutes all) {
    Lag.Ends ends = lag.ask(all.all().stream().map(SupervisedRoute::route).toList());
    await().until(ends::isComplete);
    return new ProgressText(all.all(), ends);
  }

  private static String[] names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "route-" + i).toArray(String[]::new);
  }
}
