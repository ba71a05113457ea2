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
import io.twinroute.it.tier.FirstTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records three years old, of which no broker may think that their time is over: each join, with a
 * kill of each engine in the middle.
 */
@FirstTier
class OldDataIT {

  private static final int RECORDS = 1_500;

  private final List<String> routes = new ArrayList<>();
  private final List<SourceTopic> topics = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void shouldEqualTheReferenceThroughAKill() {
    RouteYaml yaml = new RouteYaml().setting("restart: { initial-backoff: 500ms }");
    // Joined in place, and through the repartition topic.
    add(yaml, "outer", 3, 3, "type: outer, before: 5s, after: 5s");
    add(yaml, "lookup", 2, 3, "type: left-lookup, history: 1m");
    Path config = yaml.write(folder);
    Instant first = NastyRecords.threeYearsAgo();
    write(first);

    try (Command flink = Command.live(FlinkEngine.ENGINE, config);
        Command streams = Command.live(StreamsEngine.ENGINE, config)) {
      Outputs.await().until(() -> bothHaveResults(config));
      write(first.plusSeconds(20));
      flink.kill();
      streams.kill();
    }
    Command.untilEndOnBoth(config);
    for (String route : routes) {
      for (Engine engine : Engines.all()) {
        assertThat(Outputs.mustEqualReference(config, route, engine)).isPositive();
      }
    }
    topics.forEach(SourceTopic::close);
  }

  private void add(RouteYaml yaml, String stem, int left, int right, String join) {
    String route = ThreeClusters.unique("old-" + stem);
    SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", left);
    SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", right);
    topics.add(orders);
    topics.add(payments);
    routes.add(route);
    yaml.route(
        route, orders.name(), payments.name(), 2, "lateness: 20s, silence-after: never", join, "");
  }

  private boolean bothHaveResults(Path config) {
    for (Engine engine : Engines.all()) {
      for (String route : routes) {
        if (Outputs.count(config, route, engine) == 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void write(Instant first) {
    for (int i = 0; i < topics.size(); i++) {
      new NastyRecords(first.toEpochMilli() + i, first).write(topics.get(i), RECORDS, 200, null);
    }
  }
}
