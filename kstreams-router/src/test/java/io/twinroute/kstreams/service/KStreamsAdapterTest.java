package io.twinroute.kstreams.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RestartSettings;
import io.twinroute.config.plan.RouteFile;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.kstreams.mirror.ConnectDouble;
import io.twinroute.kstreams.topology.Routes;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KStreamsAdapterTest {

  private static final Cluster UNUSABLE =
      new Cluster("any", "localhost:1", Map.of("security.protocol", "NONE"));

  private static final RoutePlan ROUTE =
      Routes.plan(Repartition.AUTO)
          .withClusters(
              cluster -> new Cluster(cluster.alias(), "localhost:1", UNUSABLE.properties()));

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    executor.shutdownNow();
  }

  /** They might remove the connectors that the route needs again. */
  @Test
  void shouldWaitUntilEarlierMirrorsToTheTargetHaveEnded() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (ConnectDouble connect = new ConnectDouble();
        KStreamsAdapter adapter = new KStreamsAdapter(new KafkaClusters())) {
      RouteFile file = file(connect.url(), ROUTE);
      assertThat(adapter.start(List.of(pinned()), file)).hasSize(1);
      connect.delayListing(mayAnswer);
      adapter.release(file(connect.url()));

      Future<?> again = executor.submit(() -> adapter.start(List.of(pinned()), file));

      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(10))
          .until(() -> !again.isDone());
      mayAnswer.countDown();
      assertThat(again).succeedsWithin(Duration.ofSeconds(30));
    }
  }

  private static PinnedRoute pinned() {
    return new PinnedRoute(
        ROUTE,
        "0123456789abcdef",
        ROUTE.inputs().stream()
            .map(input -> PinnedInput.of(input, List.of(List.of(0L)), List.of(List.of())))
            .toList(),
        0,
        SizeLimit.DEFAULT,
        false);
  }

  private static RouteFile file(String connect, RoutePlan... routes) {
    return new RouteFile(
        Map.of(),
        List.of(routes),
        List.of(
            new StreamsSettings(
                connect, Mirror.MANAGED, "state", Duration.ofMillis(200), 1, 16, 64)),
        new RestartSettings(Duration.ofSeconds(1), Duration.ofMinutes(1), 8),
        List.of());
  }
}
