package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.FlinkSession;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The router submits to a Flink cluster that runs elsewhere, and finds its job again. */
@SecondTier
class FlinkSessionIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path folder;

  @Test
  void shouldRunOnAFlinkClusterAndTakeUpItsJobAgain() throws Exception {
    String route = ThreeClusters.unique("session");
    try (FlinkSession flink = new FlinkSession(2);
        SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 2)) {
      Path config = config(flink, route, orders, payments);
      Instant start = Instant.now().minus(Duration.ofHours(1));
      write(orders, payments, start);

      // A router that is killed leaves the job running.
      try (Command router = Command.live(FlinkEngine.ENGINE, config)) {
        awaitReference(config, route);
        router.kill();
      }
      assertThat(flink.runningJobs()).isEqualTo(1);

      // The next one takes it up, and stops it with a savepoint.
      try (Command router = Command.live(FlinkEngine.ENGINE, config)) {
        write(orders, payments, start.plusSeconds(30));
        awaitReference(config, route);
        // The job does without a router: this one may still be starting.
        Awaitility.await().atMost(PATIENCE).until(() -> Health.isRunning(router, route));
        assertThat(flink.runningJobs()).isEqualTo(1);
        router.stop();
      }
      assertThat(flink.runningJobs()).isZero();

      // Another one resumes from it, and is killed, too.
      try (Command router = Command.live(FlinkEngine.ENGINE, config)) {
        write(orders, payments, start.plusSeconds(60));
        awaitReference(config, route);
        router.kill();
      }
      assertThat(flink.runningJobs()).isEqualTo(1);

      // A last run stops the remaining job without an end, and continues to the end.
      write(orders, payments, start.plusSeconds(90));
      Command.Result run = Command.untilEnd(FlinkEngine.ENGINE, config);
      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(Outputs.mustEqualReference(config, route, FlinkEngine.ENGINE)).isPositive();
      assertThat(flink.runningJobs()).isZero();
    }
  }

  private Path config(FlinkSession flink, String route, SourceTopic orders, SourceTopic payments) {
    return new RouteYaml()
        .flink("cluster: \"%s\"".formatted(flink.address()))
        .route(route, orders.name(), payments.name(), 2)
        .write(folder);
  }

  private static void awaitReference(Path config, String route) {
    Outputs.await()
        .untilAsserted(
            () ->
                assertThat(Outputs.mustEqualReference(config, route, FlinkEngine.ENGINE))
                    .isPositive());
  }

  private static void write(SourceTopic orders, SourceTopic payments, Instant first) {
    new NastyRecords(first.toEpochMilli(), first).write(orders, 500, 100, null);
    new NastyRecords(first.toEpochMilli() + 1, first).write(payments, 500, 100, null);
  }
}
