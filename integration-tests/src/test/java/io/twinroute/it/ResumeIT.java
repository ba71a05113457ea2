package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run resumes where the previous one left off, however it ended, on both engines. */
@SecondTier
class ResumeIT {

  private final String route = ThreeClusters.unique("resume");

  @TempDir private Path folder;

  @Test
  void shouldGoOnWhereTheLastRunStopped() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 2);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 2)) {
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 2).write(folder);
      Instant start = Instant.now().minus(Duration.ofHours(1));

      // A first run, and one with nothing new.
      write(orders, payments, start);
      Command.untilEndOnBoth(config);
      long first = bothMustEqualReference(config);
      Command.untilEndOnBoth(config);
      assertThat(bothMustEqualReference(config)).isEqualTo(first);

      // A changed route that is killed while it runs, with records that arrive meanwhile.
      Path changed =
          new RouteYaml()
              .setting("restart: { initial-backoff: 500ms }")
              .route(route, orders.name(), payments.name(), 2, "parallelism: 1")
              .write(folder);
      try (Command flink = Command.live(FlinkEngine.ENGINE, changed);
          Command streams = Command.live(StreamsEngine.ENGINE, changed)) {
        write(orders, payments, start.plusSeconds(30));
        Outputs.await().until(() -> bothHaveMoreThan(first, changed));
        write(orders, payments, start.plusSeconds(60));
        flink.kill();
        streams.kill();
      }

      // A live run picks that up, and is stopped as a container runtime would.
      try (Command flink = Command.live(FlinkEngine.ENGINE, changed);
          Command streams = Command.live(StreamsEngine.ENGINE, changed)) {
        Outputs.await().untilAsserted(() -> bothMustEqualReference(changed));
        assertThat(flink.stop().out()).contains("stopped");
        assertThat(streams.stop().out()).contains("stopped");
      }
      write(orders, payments, start.plusSeconds(90));
      Command.untilEndOnBoth(changed);
      assertThat(bothMustEqualReference(changed)).isGreaterThan(first);
    }
  }

  private long bothMustEqualReference(Path config) {
    long flink = Outputs.mustEqualReference(config, route, FlinkEngine.ENGINE);
    assertThat(Outputs.mustEqualReference(config, route, StreamsEngine.ENGINE)).isEqualTo(flink);
    return flink;
  }

  private boolean bothHaveMoreThan(long count, Path config) {
    for (Engine engine : Engines.all()) {
      if (Outputs.count(config, route, engine) <= count) {
        return false;
      }
    }
    return true;
  }

  private static void write(SourceTopic orders, SourceTopic payments, Instant first) {
    new NastyRecords(first.toEpochMilli(), first).write(orders, 1_000, 200, null);
    new NastyRecords(first.toEpochMilli() + 1, first).write(payments, 1_000, 200, null);
  }
}
