package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources of hundreds of partitions with little in each. What costs something for each partition,
 * however little it holds, shows here.
 */
@SecondTier
class ManyPartitionsIT {

  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final String ROUTE = "wide";
  private static final int RECORDS = 5_000;
  private static final int KEYS = 1_000;
  private static final Map<String, String> HEAP = Map.of("TWINROUTE_HEAP", "1g");

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @TempDir private Path folder;

  /** On clusters of its own: so many partitions would slow down the tests that come after. */
  @Test
  void shouldJoinManyPartitionsInAMinuteOrTwo() {
    System.out.println("ManyPartitionsIT seed: -Dtwinroute.seed=" + seed);
    try (LocalClusters clusters = LocalClusters.start("east", "west", "central");
        SourceTopic orders =
            SourceTopic.create(clusters.cluster("east").asCluster(), "orders", 200);
        SourceTopic payments =
            SourceTopic.create(clusters.cluster("west").asCluster(), "payments", 160)) {
      Instant first = Instant.now().minus(Duration.ofMinutes(10));
      new NastyRecords(seed, first).write(orders, RECORDS, KEYS, null);
      new NastyRecords(seed + 1, first).write(payments, RECORDS, KEYS, null);
      Path config =
          new RouteYaml(alias -> clusters.cluster(alias).bootstrapServers())
              .route(
                  ROUTE,
                  orders.name(),
                  payments.name(),
                  4,
                  "lateness: 20s",
                  "type: outer, before: 1m, after: 1m",
                  "")
              .write(folder);

      for (Engine engine : Engines.all()) {
        Duration took = run(engine, config);

        assertThat(took).as(engine.id()).isLessThan(AT_MOST);
        assertThat(Outputs.mustEqualReference(config, ROUTE, engine)).isPositive();
      }
    }
  }

  private static Duration run(Engine engine, Path config) {
    long begin = System.nanoTime();
    try (Command command = Command.start(HEAP, Command.untilEndArguments(engine, config))) {
      Command.Result result = command.await();
      assertThat(result.exit()).as(result.toString()).isZero();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf("ManyPartitionsIT: %s took %d s%n", engine.id(), took.toSeconds());
    return took;
  }
}
