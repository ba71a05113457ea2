package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run goes on where the last one stopped, however that one ended. */
class ResumeIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void shouldGoOnWhereTheLastRunStopped(Engine engine) {
    String route = ThreeClusters.unique("resume");
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 2)) {
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 2).write(folder);
      Instant start = Instant.now().minus(Duration.ofHours(1));

      // A first run, and one with nothing new.
      write(orders, payments, start);
      mustRun(engine, config);
      long first = Outputs.mustEqualReference(config, route, engine);
      mustRun(engine, config);
      assertThat(Outputs.mustEqualReference(config, route, engine)).isEqualTo(first);

      // A changed route that is killed while it runs, with records that arrive meanwhile.
      Path changed =
          new RouteYaml()
              .setting("restart: { initial-backoff: 500ms }")
              .route(route, orders.name(), payments.name(), 2, "parallelism: 1")
              .write(folder);
      try (Command live = Command.live(engine, changed)) {
        write(orders, payments, start.plusSeconds(30));
        awaitMoreThan(first, changed, route, engine);
        write(orders, payments, start.plusSeconds(60));
        live.kill();
      }

      // A live run picks that up, and is stopped as a container runtime would.
      try (Command live = Command.live(engine, changed)) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(() -> Outputs.mustEqualReference(changed, route, engine));
        Command.Result stopped = live.stop();
        assertThat(stopped.out()).contains("stopped");
      }
      write(orders, payments, start.plusSeconds(90));
      mustRun(engine, changed);
      assertThat(Outputs.mustEqualReference(changed, route, engine)).isGreaterThan(first);
    }
  }

  private static void awaitMoreThan(long count, Path config, String route, Engine engine) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> Outputs.compare(Outputs.plan(config, route), engine).right() > count);
  }

  private static void write(SourceTopic orders, SourceTopic payments, Instant first) {
    new NastyRecords(first.toEpochMilli(), first).write(orders, 1_000, 200, null);
    new NastyRecords(first.toEpochMilli() + 1, first).write(payments, 1_000, 200, null);
  }

  private static void mustRun(Engine engine, Path config) {
    Command.Result run = Command.untilEnd(engine, config);
    assertThat(run.exit()).as(run.toString()).isZero();
  }
}
