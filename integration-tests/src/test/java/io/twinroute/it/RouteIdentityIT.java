package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route's state belongs to its topics; with others it must not resume under its name. */
@SecondTier
class RouteIdentityIT {

  @TempDir private Path folder;

  @Test
  void shouldRefuseToGoOnWithOtherTopics() throws Exception {
    String route = ThreeClusters.unique("identity");
    String orders = route + ".o";
    String payments = route + ".p";
    Path config = new RouteYaml().route(route, orders, payments, 1).write(folder);
    write(SourceTopic.create(ThreeClusters.east(), orders, 1));
    write(SourceTopic.create(ThreeClusters.west(), payments, 1));
    Command.Result first = Command.untilEnd(FlinkEngine.ENGINE, config);
    assertThat(first.exit()).as(first.toString()).isZero();

    // The sides change places.
    String text = Files.readString(config);
    Path swapped =
        Files.writeString(
            folder.resolve("swapped.yml"),
            text.replace("left: ", "was-left: ")
                .replace("right: ", "left: ")
                .replace("was-left: ", "right: "));
    for (Engine engine : Engines.all()) {
      Command.Result run = Command.untilEnd(engine, swapped);
      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.err()).contains("'" + route + "' was started on east/" + orders);
    }

    // A topic of the same name is another topic.
    try (Admin admin = SourceTopic.admin(ThreeClusters.east())) {
      admin.deleteTopics(List.of(orders)).all().get();
    }
    write(SourceTopic.create(ThreeClusters.east(), orders, 1));
    for (Engine engine : Engines.all()) {
      Command.Result run = Command.untilEnd(engine, config);
      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.err()).contains("east/" + orders).contains("deleted and created again");
    }
  }

  private static void write(SourceTopic topic) {
    try (topic) {
      new NastyRecords(1, Instant.now().minusSeconds(600)).write(topic, 50, 10, null);
    }
  }
}
