package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.PoisonRecords;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.ContainerTier;
import io.twinroute.it.tier.FirstTier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both engines over the same sources on three real clusters: what each wrote equals the reference,
 * record by record. One file holds all the routes, so each engine's process starts once a run.
 */
@FirstTier
@ContainerTier
class RouteEquivalenceIT {

  private static final int RECORDS = 3_000;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());
  private final List<SourceTopic> topics = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void shouldWriteIdenticalRecordsForEveryKindOfSource() {
    System.out.println("RouteEquivalenceIT seed: -Dtwinroute.seed=" + seed);
    Instant now = Instant.now().minus(Duration.ofMinutes(10));
    Instant old = NastyRecords.threeYearsAgo();
    RouteYaml yaml = new RouteYaml();
    Map<String, Boolean> hasResults = new LinkedHashMap<>();
    // The same partition count on both sides, Kafka's partitioner: joined in place.
    hasResults.put(add(yaml, "alike", 4, 4, now, null, ""), true);
    // Different counts, three years old: through the repartition topic.
    hasResults.put(add(yaml, "differing", 3, 5, old, null, ""), true);
    // Everything in partition 1 of 3, wherever its key belongs; partitions 0 and 2 stay empty.
    hasResults.put(add(yaml, "foreign", 3, 3, now, 1, ""), true);
    // More parallel joins than partitions, at least once.
    hasResults.put(
        add(yaml, "single", 1, 1, old, null, "parallelism: 3\n      delivery: at-least-once"),
        true);
    hasResults.put(addEmpty(yaml), false);
    Path config = yaml.write(folder);

    Command.untilEndOnBoth(config); // both want to be the first to pin the offsets

    hasResults.forEach(
        (route, some) -> {
          for (Engine engine : Engines.all()) {
            long written = Outputs.mustEqualReference(config, route, engine);
            assertThat(written > 0).as(route + " on " + engine.id()).isEqualTo(some);
          }
        });
    Command.Result verify = Command.run("verify", "--config", config.toString(), "--reference");
    assertThat(verify.exit()).as(verify.toString()).isZero();
    assertThat(verify.out().lines()).allMatch(line -> line.contains("identical: true  reference="));
    topics.forEach(SourceTopic::close);
  }

  private String add(
      RouteYaml yaml,
      String stem,
      int leftPartitions,
      int rightPartitions,
      Instant first,
      Integer partition,
      String more) {
    String route = ThreeClusters.unique(stem);
    SourceTopic left = topic(route, true, leftPartitions);
    SourceTopic right = topic(route, false, rightPartitions);
    new NastyRecords(seed, first).write(left, RECORDS, 300, partition);
    PoisonRecords.write(left, leftPartitions);
    new NastyRecords(seed + 1, first).write(right, RECORDS, 300, partition);
    PoisonRecords.write(right, rightPartitions);
    new NastyRecords(seed + 2, first.plusSeconds(50)).write(left, 100, 300, partition);
    yaml.route(route, left.name(), right.name(), 4, more);
    return route;
  }

  /** One side has records, the other none. */
  private String addEmpty(RouteYaml yaml) {
    String route = ThreeClusters.unique("empty");
    SourceTopic left = topic(route, true, 2);
    SourceTopic right = topic(route, false, 2);
    new NastyRecords(seed, Instant.now().minusSeconds(600)).write(left, 100, 10, null);
    yaml.route(route, left.name(), right.name(), 1);
    return route;
  }

  private SourceTopic topic(String route, boolean left, int partitions) {
    SourceTopic topic =
        left
            ? SourceTopic.create(ThreeClusters.east(), route + ".orders", partitions)
            : SourceTopic.create(ThreeClusters.west(), route + ".payments", partitions);
    topics.add(topic);
    return topic;
  }
}
