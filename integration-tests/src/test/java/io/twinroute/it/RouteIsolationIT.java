package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.PoisonRecords;
import io.twinroute.it.support.Probes;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three routes of a router lose their output, get another source, and read poison. The others must
 * not notice. {@code -Dtwinroute.routes} is how many there are in all, {@code -Dtwinroute.calm} for
 * how long latency is measured, before and after.
 */
@SecondTier
class RouteIsolationIT {

  private static final int ROUTES = Integer.getInteger("twinroute.routes", 6);
  private static final Duration CALM =
      Duration.parse(System.getProperty("twinroute.calm", "PT15S"));
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final int PARTITIONS = 4;

  @TempDir private Path folder;

  @Test
  void shouldKeepTheLatencyOfTheOthers() throws Exception {
    try (LocalClusters clusters = LocalClusters.start("east", "west", "central");
        SourceTopic orders = source(clusters, "east", "orders");
        SourceTopic payments = source(clusters, "west", "payments")) {
      for (Engine engine : Engines.all()) {
        String id = engine.id();
        try (SourceTopic growing = source(clusters, "east", "growing-" + id);
            SourceTopic poisoned = source(clusters, "east", "poisoned-" + id)) {
          RouteYaml file = new RouteYaml(alias -> clusters.cluster(alias).bootstrapServers());
          file.route("headless-" + id, "orders", "payments", PARTITIONS, "parallelism: 1");
          file.route("growing-" + id, growing.name(), "payments", PARTITIONS, "parallelism: 1");
          file.route("poisoned-" + id, poisoned.name(), "payments", PARTITIONS, "parallelism: 1");
          List<String> others =
              IntStream.range(3, ROUTES).mapToObj(i -> "calm-" + id + "-" + i).toList();
          others.forEach(
              name -> file.route(name, "orders", "payments", PARTITIONS, "parallelism: 1"));
          Path config = file.write(folder);

          try (Command router = start(engine, config)) {
            awaitRunning(
                router,
                Stream.concat(
                        Stream.of("headless-" + id, "growing-" + id, "poisoned-" + id),
                        others.stream())
                    .toList());
            Cluster target = clusters.cluster("central").asCluster();
            try (Probes probes =
                new Probes(orders, payments, target, outputs(config, others, engine))) {
              Duration calm = probes.p99(CALM);

              delete(target, Outputs.plan(config, "headless-" + id).output().topic(engine));
              grow(clusters.cluster("east").asCluster(), growing.name());
              PoisonRecords.write(poisoned, PARTITIONS);
              Duration spoiled = probes.p99(CALM);

              System.out.printf(
                  "RouteIsolationIT: %s %d routes, p99 %d ms calm, %d ms spoiled%n",
                  id, ROUTES, calm.toMillis(), spoiled.toMillis());
              assertThat(spoiled).isLessThanOrEqualTo(calm.multipliedBy(2));
            }
            Awaitility.await()
                .atMost(PATIENCE)
                .until(
                    () ->
                        !Health.isRunning(router, "headless-" + id)
                            && !Health.isRunning(router, "growing-" + id));
            awaitRunning(
                router, Stream.concat(Stream.of("poisoned-" + id), others.stream()).toList());
            assertThat(router.errSoFar())
                .doesNotContainPattern("route=calm-\\S+ state=(?!STARTING|RUNNING)");
          }
        }
      }
    }
  }

  private static Command start(Engine engine, Path config) {
    return Command.start(
        Map.of("TWINROUTE_HEAP", "1g"),
        "run",
        "--engine",
        engine.id(),
        "--config",
        config.toString());
  }

  private static void awaitRunning(Command router, List<String> routes) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(router.isAlive()).as(router.errSoFar()).isTrue();
              return routes.stream().allMatch(route -> Health.isRunning(router, route));
            });
  }

  private static List<String> outputs(Path config, List<String> routes, Engine engine) {
    return routes.stream()
        .map(route -> Outputs.plan(config, route).output().topic(engine))
        .toList();
  }

  private static SourceTopic source(LocalClusters clusters, String cluster, String topic) {
    return SourceTopic.create(clusters.cluster(cluster).asCluster(), topic, PARTITIONS);
  }

  private static void delete(Cluster cluster, String topic) throws Exception {
    try (Admin admin = SourceTopic.admin(cluster)) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
  }

  private static void grow(Cluster cluster, String topic) throws Exception {
    try (Admin admin = SourceTopic.admin(cluster)) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(PARTITIONS + 1))).all().get();
    }
  }
}
