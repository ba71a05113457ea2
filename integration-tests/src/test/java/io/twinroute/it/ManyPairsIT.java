package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Routes over pairs of topics of their own move about as many records per second as one route does
 * over the same data. {@code -Dtwinroute.pairs} is how many routes there are, {@code
 * -Dtwinroute.records} how many records each side has in all.
 */
@SecondTier
class ManyPairsIT {

  private static final int PAIRS = Integer.getInteger("twinroute.pairs", 3);
  private static final int RECORDS = Integer.getInteger("twinroute.records", 6_000);

  /** With fewer records, what is measured is how long routes take to start. */
  private static final int ENOUGH = 1_000_000;

  private static final double SHARE = 0.8;
  private static final int PARTITIONS = 4;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Instant FIRST = Instant.now().minus(Duration.ofHours(6));
  private static final String FILLER = "x".repeat(150);

  @TempDir private Path folder;

  @Test
  void shouldMoveAboutAsManyRecordsAsOneRoute() throws Exception {
    try (LocalClusters clusters = LocalClusters.start("east", "west", "central")) {
      fill(clusters, "all", RECORDS);
      IntStream.range(0, PAIRS).forEach(i -> fill(clusters, "part-" + i, RECORDS / PAIRS));
      RouteYaml one = new RouteYaml(alias -> clusters.cluster(alias).bootstrapServers());
      add(one, "all");
      RouteYaml many = new RouteYaml(alias -> clusters.cluster(alias).bootstrapServers());
      List<String> parts = IntStream.range(0, PAIRS).mapToObj(i -> "part-" + i).toList();
      parts.forEach(part -> add(many, part));

      Cluster target = clusters.cluster("central").asCluster();
      for (Engine engine : Engines.all()) {
        double alone = rate(engine, one.write(folder), List.of("all"), target, RECORDS);
        double together = rate(engine, many.write(folder), parts, target, RECORDS / PAIRS * PAIRS);
        System.out.printf(
            "ManyPairsIT: %s one route %,.0f results/s, %d routes %,.0f results/s, ratio %.2f%n",
            engine.id(), alone, PAIRS, together, together / alone);
        if (RECORDS >= ENOUGH) {
          assertThat(together / alone).isGreaterThanOrEqualTo(SHARE);
        }
      }
    }
  }

  private static void add(RouteYaml file, String name) {
    file.route(name, "orders-" + name, "payments-" + name, PARTITIONS);
  }

  /** Each order has one payment. */
  private static void fill(LocalClusters clusters, String name, int records) {
    fill(clusters.cluster("east").asCluster(), "orders-" + name, records);
    fill(clusters.cluster("west").asCluster(), "payments-" + name, records);
  }

  private static void fill(Cluster cluster, String name, int records) {
    try (SourceTopic topic = SourceTopic.create(cluster, name, PARTITIONS)) {
      for (int i = 0; i < records; i++) {
        topic.send(
            null,
            FIRST.toEpochMilli() + i,
            String.valueOf(i).getBytes(UTF_8),
            "{\"n\":%d,\"text\":\"%s\"}".formatted(i, FILLER).getBytes(UTF_8));
      }
    }
  }

  /** Results per second between the first tenth and the last one. */
  private static double rate(
      Engine engine, Path config, List<String> routes, Cluster target, long expected)
      throws Exception {
    Set<TopicPartition> outputs = outputs(config, routes, engine);
    try (Command run =
            Command.start(
                Map.of("TWINROUTE_HEAP", "1g"), Command.untilEndArguments(engine, config));
        Admin admin = SourceTopic.admin(target)) {
      Progress first = reached(expected / 10, run, admin, outputs);
      Progress last = reached(expected - expected / 10, run, admin, outputs);
      Command.Result end = run.await();
      assertThat(end.exit()).as(end.toString()).isZero();
      long results = routes.stream().mapToLong(r -> Outputs.count(config, r, engine)).sum();
      assertThat(results).isEqualTo(expected);
      return (last.results - first.results) * 1e9 / Math.max(1, last.at - first.at);
    }
  }

  private record Progress(long results, long at) {}

  private static Set<TopicPartition> outputs(Path config, List<String> routes, Engine engine) {
    return routes.stream()
        .map(route -> Outputs.plan(config, route).output().topic(engine))
        .flatMap(
            topic -> IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)))
        .collect(Collectors.toSet());
  }

  private static Progress reached(long least, Command run, Admin admin, Set<TopicPartition> outputs)
      throws Exception {
    while (true) {
      boolean alive = run.isAlive();
      long results = results(admin, outputs);
      if (results >= least) {
        return new Progress(results, System.nanoTime());
      }
      assertThat(alive).as("%d of %d results; %s", results, least, run.errSoFar()).isTrue();
      Thread.sleep(LOOK.toMillis());
    }
  }

  /** With the markers of transactions, which are few. */
  private static long results(Admin admin, Set<TopicPartition> outputs) throws Exception {
    Set<String> topics = outputs.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    if (!admin.listTopics().names().get().containsAll(topics)) {
      return 0;
    }
    Map<TopicPartition, OffsetSpec> ends =
        outputs.stream()
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }
}
