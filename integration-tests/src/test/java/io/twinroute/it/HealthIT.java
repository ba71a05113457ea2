package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.mirror.transform.SourceCoordinates;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routers that are not well say over HTTP why, and that they are when they are. */
@SecondTier
class HealthIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path folder;

  /** Connect would call such a mirror running. */
  @Test
  void shouldNotBeWellWhenAMirrorCopiesNothing() {
    String route = ThreeClusters.unique("idle");
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
        SourceTopic copies =
            SourceTopic.createCopies(ThreeClusters.central(), "east." + orders.name(), 1)) {
      long time = System.currentTimeMillis();
      orders.send(0, time, "k".getBytes(UTF_8), "1".getBytes(UTF_8));
      orders.flush();
      Path config =
          new RouteYaml()
              .kstreams("mirror: external")
              .route(route, orders.name(), payments.name(), 1)
              .write(folder);
      try (Command router = Command.live(StreamsEngine.ENGINE, config)) {
        Awaitility.await().atMost(PATIENCE).until(() -> Health.isRunning(router, route));

        Awaitility.await()
            .atMost(PATIENCE.plusMinutes(1))
            .untilAsserted(
                () ->
                    assertThat(Health.of(router))
                        .contains("\"status\":\"DOWN\"")
                        .contains(
                            "\"stalled\",\"reason\":\"the mirror has copied nothing of east/%s/0"
                                .formatted(orders.name())));

        Awaitility.await() // readiness is judged every second
            .untilAsserted(
                () ->
                    assertThat(Health.at(Health.url(router) + "/readiness"))
                        .contains("\"status\":\"DOWN\"", "the mirror has copied nothing of east/"));
        assertThat(Health.at(Health.url(router) + "/liveness")).contains("\"status\":\"UP\"");

        ProducerRecord<byte[], byte[]> copy =
            new ProducerRecord<>(copies.name(), 0, time, "k".getBytes(UTF_8), "1".getBytes(UTF_8));
        copy.headers().add(SourceCoordinates.HEADER, SourceCoordinates.encode(0, 0, time));
        copies.send(copy);
        copies.flush();

        Awaitility.await().atMost(PATIENCE).until(() -> Health.isRunning(router, route));
      }
    }
  }

  @Test
  void shouldKeepTryingUntilItsTopicsAreThere() {
    String route = ThreeClusters.unique("patient");
    Path config = new RouteYaml().route(route, route + ".o", route + ".p", 1).write(folder);
    try (Command router = Command.live(StreamsEngine.ENGINE, config, "--keep-trying")) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Health.of(router))
                      .contains("\"status\":\"DOWN\"")
                      .contains("Topic '" + route + ".o' does not exist on cluster 'east'"));
      assertThat(router.errSoFar().lines().filter(line -> line.contains(route + ".o"))).hasSize(1);

      SourceTopic.create(ThreeClusters.east(), route + ".o", 1).close();
      SourceTopic.create(ThreeClusters.west(), route + ".p", 1).close();

      Awaitility.await().atMost(PATIENCE).until(() -> Health.isRunning(router, route));
      assertThat(router.stop().out()).contains("stopped");
    }
  }
}
