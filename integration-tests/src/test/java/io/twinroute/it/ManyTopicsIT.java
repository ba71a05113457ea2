package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Engine;
import io.twinroute.demo.local.LocalCluster;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.parity.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that read several topics on a side, of four clusters in all, and write to a fifth. */
@SecondTier
class ManyTopicsIT {

  private static final int RECORDS = 400;
  private static final int KEYS = 20;
  private static final int PARALLELISM = 3;
  private static final long START = Instant.now().minusSeconds(6 * 3_600).toEpochMilli();

  @TempDir private Path folder;

  @Test
  void shouldJoinTopicsOfFourClusters() throws Exception {
    try (LocalClusters clusters =
        LocalClusters.start("east", "west", "north", "south", "central")) {
      // Of one name, and with other numbers of partitions each.
      fill(clusters, "east", "orders", 2, 1);
      fill(clusters, "north", "orders", 3, 2);
      fill(clusters, "south", "orders", 1, 3);
      fill(clusters, "west", "payments", 2, 4);
      fill(clusters, "north", "payments", 2, 5);
      // Partitioned alike.
      fill(clusters, "east", "alike", 2, 6);
      fill(clusters, "south", "alike", 2, 7);
      Path config = write(clusters);

      Command.untilEndOnBoth(config);

      for (Engine engine : Engines.all()) {
        for (String route : List.of("unlike", "rows", "alike")) {
          assertThat(Outputs.mustEqualReference(config, route, engine))
              .as("%s on %s", route, engine.id())
              .isGreaterThan(RECORDS / 2);
        }
        assertThat(sources(config, engine)).contains("east/orders", "north/orders", "south/orders");
      }
      assertThat(repartitionTopics(clusters.cluster("central").asCluster()))
          .hasSize(2)
          .allSatisfy((topic, partitions) -> assertThat(partitions).isEqualTo(PARALLELISM))
          .allSatisfy((topic, partitions) -> assertThat(topic).doesNotContain("alike"));
    }
  }

  private Path write(LocalClusters clusters) throws Exception {
    String addresses =
        clusters.all().stream()
            .map(LocalCluster::asCluster)
            .map(
                cluster ->
                    "    %s: { bootstrap-servers: \"%s\" }"
                        .formatted(cluster.alias(), cluster.bootstrapServers()))
            .collect(Collectors.joining(System.lineSeparator()));
    return Files.writeString(
        folder.resolve("routes.yml"),
        """
        twinroute:
          clusters:
        %s
          routes:
            unlike:
              left:
                topics:
                  - { cluster: east, topic: orders }
                  - { cluster: north, topic: orders }
                  - { cluster: south, topic: orders }
                as: order
                lateness: 20s
              right: { topics: [ west/payments, north/payments ], as: payment, lateness: 20s }
              join: { type: outer, before: 30s, after: 30s }
              parallelism: %2$d
              output: { cluster: central, topic: "unlike-{engine}", partitions: 4 }
            rows:
              left: { cluster: west, topic: payments, as: payment, lateness: 20s }
              right: { topics: [ south/orders, east/orders, north/orders ], as: order, lateness: 20s }
              join: { type: left-lookup }
              parallelism: %2$d
              output: { cluster: central, topic: "rows-{engine}", partitions: 4 }
            alike:
              left: { topics: [ east/alike, south/alike ], as: order, lateness: 20s }
              right: { topics: [ west/payments, north/payments ], as: payment, lateness: 20s }
              join: { type: left, before: 30s, after: 30s }
              parallelism: %2$d
              output: { cluster: central, topic: "alike-{engine}", partitions: 4 }
          flink: { state-dir: "%3$s/flink" }
          kstreams: { state-dir: "%3$s/kstreams" }
        """
            .formatted(addresses, PARALLELISM, folder));
  }

  /** Out of order, now and then late, not JSON, or without a key. */
  private static void fill(
      LocalClusters clusters, String alias, String name, int partitions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    try (SourceTopic topic =
        SourceTopic.create(clusters.cluster(alias).asCluster(), name, partitions)) {
      for (int i = 0; i < RECORDS; i++) {
        int behind = random.nextInt(50) == 0 ? 60_000 : random.nextInt(10_000);
        byte[] key = random.nextInt(60) == 0 ? null : ("k" + random.nextInt(KEYS)).getBytes(UTF_8);
        String value = random.nextInt(40) == 0 ? "{" : "{\"n\":%d}".formatted(i);
        topic.send(null, START + 1_000L * i - behind, key, value.getBytes(UTF_8));
      }
    }
  }

  /** The topics that rejected records of the first route name. */
  private static Set<String> sources(Path config, Engine engine) {
    Set<String> sources = new TreeSet<>();
    var output = Outputs.plan(config, "unlike").output();
    TopicReader.open(output.cluster(), output.deadLetterTopic(engine).orElseThrow())
        .forEach(
            record ->
                record.headers().stream()
                    .filter(header -> header.key().equals("twinroute-coordinates"))
                    .map(header -> new String(header.value(), UTF_8))
                    .forEach(text -> sources.add(text.substring(0, text.lastIndexOf('/')))));
    return sources;
  }

  private static Map<String, Integer> repartitionTopics(Cluster central) throws Exception {
    try (Admin admin = SourceTopic.admin(central)) {
      Set<String> names =
          admin.listTopics().names().get().stream()
              .filter(name -> name.endsWith("-repartition"))
              .collect(Collectors.toSet());
      return admin.describeTopics(names).allTopicNames().get().values().stream()
          .collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions().size()));
    }
  }
}
