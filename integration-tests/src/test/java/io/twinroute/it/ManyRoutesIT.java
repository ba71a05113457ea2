package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.ProcessUse;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many small routes in one router, over the same two topics. {@code -Dtwinroute.routes} says how
 * many, {@code -Dtwinroute.idle} for how long their router is watched while nothing comes.
 */
@SecondTier
class ManyRoutesIT {

  private static final int ROUTES = Integer.getInteger("twinroute.routes", 6);
  private static final Duration IDLE =
      Duration.parse(System.getProperty("twinroute.idle", "PT10S"));
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration ADDED_WITHIN = Duration.ofSeconds(15);
  private static final int RECORDS = 1_000;
  private static final int KEYS = 300;
  private static final Map<String, String> HEAP = Map.of("TWINROUTE_HEAP", "1g");

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @TempDir private Path folder;

  /** On clusters of its own: so many topics would slow down the tests that come after. */
  @Test
  void shouldRunThemAll() throws Exception {
    System.out.println("ManyRoutesIT seed: -Dtwinroute.seed=" + seed);
    try (LocalClusters clusters = LocalClusters.start("east", "west", "central");
        SourceTopic orders = SourceTopic.create(clusters.cluster("east").asCluster(), "orders", 4);
        SourceTopic payments =
            SourceTopic.create(clusters.cluster("west").asCluster(), "payments", 4)) {
      Instant first = Instant.now().minus(Duration.ofMinutes(10));
      new NastyRecords(seed, first).write(orders, RECORDS, KEYS, null);
      new NastyRecords(seed + 1, first).write(payments, RECORDS, KEYS, null);

      for (Engine engine : Engines.all()) {
        Path config = routes(clusters, ROUTES - 1).write(folder);
        watch(engine, config, routes(clusters, ROUTES));
        Command.Result end = Command.untilEnd(engine, config);
        assertThat(end.exit()).as(end.toString()).isZero();
        for (int i = 0; i < ROUTES; i++) {
          assertThat(Outputs.mustEqualReference(config, name(i), engine)).isPositive();
        }
      }
    }
  }

  private static RouteYaml routes(LocalClusters clusters, int count) {
    RouteYaml file = new RouteYaml(alias -> clusters.cluster(alias).bootstrapServers());
    IntStream.range(0, count)
        .forEach(i -> file.route(name(i), "orders", "payments", 4, "parallelism: 1"));
    return file;
  }

  /**
   * @param config has all routes but the last
   * @param all what the file holds once it has that, too
   */
  private void watch(Engine engine, Path config, RouteYaml all) throws InterruptedException {
    long begin = System.nanoTime();
    try (Command router =
        Command.start(HEAP, "run", "--engine", engine.id(), "--config", config.toString())) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(router.isAlive()).as(router.errSoFar()).isTrue();
                return running(router, ROUTES - 1);
              });
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      Thread.sleep(IDLE.toMillis()); // what is left to do is done
      ProcessUse before = ProcessUse.of(router);
      Thread.sleep(IDLE.toMillis()); // the time that is measured
      ProcessUse after = ProcessUse.of(router);
      Duration busy = after.processorTime().minus(before.processorTime());
      System.out.printf(
          "ManyRoutesIT: %s %d routes healthy after %d s, %d threads, %d MiB, %.2f of a core idle%n",
          engine.id(),
          ROUTES - 1,
          took.toSeconds(),
          after.threads(),
          after.residentMebibytes(),
          (double) busy.toMillis() / IDLE.toMillis());
      addTheLast(engine, router, all.write(folder));
      Command.Result end = router.stop();
      assertThat(end.out().lines().filter(line -> line.contains(": stopped")))
          .as(end.toString())
          .hasSize(ROUTES);
    }
  }

  private static void addTheLast(Engine engine, Command router, Path config) {
    String logged = statesOfAllButTheLast(router);
    long begin = System.nanoTime();
    Command.Result reload =
        Command.run("reload", "--config", config.toString(), "--engine", engine.id());
    assertThat(reload.exit()).as(reload.toString()).isZero();
    Awaitility.await().atMost(PATIENCE).until(() -> running(router, ROUTES));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf(
        "ManyRoutesIT: %s one more route healthy after %.1f s%n",
        engine.id(), took.toMillis() / 1000.0);
    assertThat(took).isLessThan(ADDED_WITHIN);
    assertThat(statesOfAllButTheLast(router)).isEqualTo(logged);
  }

  private static boolean running(Command router, int routes) {
    return IntStream.range(0, routes).allMatch(i -> Health.isRunning(router, name(i)));
  }

  private static String statesOfAllButTheLast(Command router) {
    return router
        .errSoFar()
        .lines()
        .filter(line -> line.contains(" state=") && !line.contains("route=" + name(ROUTES - 1)))
        .collect(Collectors.joining("\n"));
  }

  private static String name(int route) {
    return "small-" + route;
  }
}
