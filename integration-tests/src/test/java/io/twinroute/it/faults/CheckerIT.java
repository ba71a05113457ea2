package io.twinroute.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Engine;
import io.twinroute.config.RoutePlan;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.parity.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faults' checker notices a sink that writes at least once. */
class CheckerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String route = ThreeClusters.unique("checker");

  @TempDir private Path folder;

  @Test
  void shouldFindWhatASinkWritesTwice() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config =
          new RouteYaml()
              .flink("checkpoint-interval: 1h") // a restart begins anew
              .route(route, orders.name(), payments.name(), 1, "delivery: at-least-once")
              .write(folder);
      Instant start = Instant.now().minusSeconds(3_600);
      new NastyRecords(1, start).write(orders, 500, 50, null);
      new NastyRecords(2, start).write(payments, 500, 50, null);
      try (Command router = Command.live(Engine.FLINK, config)) {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> Outputs.count(config, route, Engine.FLINK) > 0);
        router.kill();
      }
      try (Command router = Command.live(Engine.FLINK, config)) {
        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  Verdict verdict = verdict(config);
                  assertThat(verdict.lost()).isZero();
                  assertThat(verdict.foreign()).isZero();
                  assertThat(verdict.doubled()).isPositive();
                });
        router.kill();
      }
    }
  }

  private Verdict verdict(Path config) {
    RoutePlan plan = Outputs.plan(config, route);
    TopicReader written =
        TopicReader.open(plan.output().cluster(), plan.output().topic(Engine.FLINK));
    Sightings seen = new Sightings();
    written.forEach(seen::see);
    return Verdict.of(Outputs.expected(plan).results(written.partitions()), written, seen);
  }
}
