package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NumberedRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is gone before a route has read it, or after it was written, stops the route. */
@SecondTier
class TopicLossIT {

  private final String route = ThreeClusters.unique("loss");

  @TempDir private Path folder;

  @Test
  void shouldStopWhereRecordsWereRemovedUnread() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config = write("restart: { initial-backoff: 100ms, max-attempts: 1 }");
      send(payments, 0, 20);
      send(orders, 0, 10);
      Command.untilEndOnBoth(config);
      bothHave(10, config);

      send(orders, 10, 20);
      remove(orders, 15);

      mustRefuseOnStreams(config, orders);
      Command.Result flink = Command.untilEnd(FlinkEngine.ENGINE, config);
      assertThat(flink.exit()).as(flink.toString()).isEqualTo(1);
      assertThat(flink.err())
          .contains(
              "Records were removed on their cluster before they were read, and their results are lost: east/%s/0 was to be read from offset 10, which it no longer holds."
                  .formatted(orders.name()));
      // Once more when the source begins further on, so that the gap itself shows no loss any more.
      remove(orders, 18);
      mustRefuseOnStreams(config, orders);
      bothHave(10, config);
    }
  }

  private static void mustRefuseOnStreams(Path config, SourceTopic orders) {
    Command.Result streams = Command.untilEnd(StreamsEngine.ENGINE, config);
    assertThat(streams.exit()).as(streams.toString()).isEqualTo(1);
    assertThat(streams.err())
        .contains(
            "Records of east/%s/0 were removed on their cluster before they were copied, and their results are lost: offset 10 was to be next, and the partition begins at 15 now."
                .formatted(orders.name()));
  }

  @Test
  void shouldNotMindThatWhatItHasReadIsRemoved() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config = write("restart: { max-attempts: 0 }");
      send(payments, 0, 20);
      orders.inTransaction(true, NumberedRecords.of(orders, "n", 0, 10));
      try (Command flink = Command.live(FlinkEngine.ENGINE, config);
          Command streams = Command.live(StreamsEngine.ENGINE, config)) {
        awaitBoth(10, config);

        // With the transaction's marker. The router looks every 2 seconds whether more than markers
        // is
        // left, and nothing shows from outside that it has: this waits for longer than that takes.
        Awaitility.await().pollDelay(Duration.ofSeconds(7)).until(() -> true);
        remove(orders, 11);
        orders.inTransaction(true, NumberedRecords.of(orders, "n", 10, 20));

        awaitBoth(20, config);
        assertThat(flink.stop().out()).contains("stopped");
        assertThat(streams.stop().out()).contains("stopped");
      }
    }
  }

  @Test
  void shouldStopWhenASourceIsCreatedAgain() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config = write("restart: { initial-backoff: 500ms }");
      send(payments, 0, 20);
      send(orders, 0, 10);
      try (Command flink = Command.live(FlinkEngine.ENGINE, config);
          Command streams = Command.live(StreamsEngine.ENGINE, config)) {
        awaitBoth(10, config);

        try (Admin admin = SourceTopic.admin(ThreeClusters.east())) {
          admin.deleteTopics(List.of(orders.name())).all().get();
        }
        SourceTopic.create(ThreeClusters.east(), orders.name(), 1).close();

        for (Command router : List.of(flink, streams)) {
          mustNotGoOn(router.await(), orders, "the topic has been deleted and created again since");
        }
      }
    }
  }

  @Test
  void shouldStopWhenASourceGetsMorePartitions() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config = write("restart: { initial-backoff: 500ms }");
      send(payments, 0, 20);
      send(orders, 0, 10);
      try (Command flink = Command.live(FlinkEngine.ENGINE, config);
          Command streams = Command.live(StreamsEngine.ENGINE, config)) {
        awaitBoth(10, config);

        try (Admin admin = SourceTopic.admin(ThreeClusters.east())) {
          admin.createPartitions(Map.of(orders.name(), NewPartitions.increaseTo(2))).all().get();
        }

        String why = "the partition count changed from 1 to 2";
        for (Command router : List.of(flink, streams)) {
          mustNotGoOn(router.await(), orders, why);
        }
        // A later start reports the same, and nothing has been written meanwhile.
        for (Engine engine : Engines.all()) {
          mustNotGoOn(Command.untilEnd(engine, config), orders, why);
        }
        bothHave(10, config);
      }
    }
  }

  private void mustNotGoOn(Command.Result ended, SourceTopic source, String why) {
    assertThat(ended.exit()).as(ended.toString()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "'%s' was started on east/%s and cannot resume: %s"
                .formatted(route, source.name(), why));
  }

  @Test
  void shouldStopWhenWhatItHasWrittenIsDeleted() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config = write("restart: { initial-backoff: 500ms }");
      send(payments, 0, 20);
      send(orders, 0, 10);
      RoutePlan plan = Outputs.plan(config, route);
      try (Command flink = Command.live(FlinkEngine.ENGINE, config);
          Command streams = Command.live(StreamsEngine.ENGINE, config);
          Admin admin = SourceTopic.admin(ThreeClusters.central())) {
        awaitBoth(10, config);

        String again = plan.output().topic(StreamsEngine.ENGINE);
        admin.deleteTopics(List.of(plan.output().topic(FlinkEngine.ENGINE), again)).all().get();
        SourceTopic.create(ThreeClusters.central(), again, 1).close();

        for (Map.Entry<Engine, Command> router :
            Map.of(FlinkEngine.ENGINE, flink, StreamsEngine.ENGINE, streams).entrySet()) {
          mustMissItsOutput(router.getValue().await(), router.getKey(), plan);
        }
      }
      // A later start, for example by a container's runtime, reports the same.
      for (Engine engine : Engines.all()) {
        mustMissItsOutput(Command.untilEnd(engine, config), engine, plan);
      }
    }
  }

  private void mustMissItsOutput(Command.Result ended, Engine engine, RoutePlan plan) {
    assertThat(ended.exit()).as(ended.toString()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "Topic '%s' on cluster %s was deleted%s, and with it what route '%s' had written there."
                .formatted(
                    plan.output().topic(engine),
                    plan.output().cluster(),
                    engine.equals(FlinkEngine.ENGINE) ? "" : " and created again",
                    route));
  }

  @Test
  void shouldNotStartOverWithoutItsState() throws IOException {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config = write("restart: { max-attempts: 0 }");
      send(payments, 0, 10);
      send(orders, 0, 10);
      mustEndWell(config);

      Files.move(folder.resolve("flink"), folder.resolve("elsewhere"));
      Command.Result without = Command.untilEnd(FlinkEngine.ENGINE, config);

      assertThat(without.exit()).as(without.toString()).isEqualTo(1);
      assertThat(without.err())
          .contains("Route '%s' has run on Flink with its state in file:".formatted(route))
          .contains("write all its results again");
      assertThat(Outputs.mustEqualReference(config, route, FlinkEngine.ENGINE)).isEqualTo(10);

      Files.move(folder.resolve("elsewhere"), folder.resolve("flink"));
      mustEndWell(config);
      assertThat(Outputs.mustEqualReference(config, route, FlinkEngine.ENGINE)).isEqualTo(10);
    }
  }

  private static void mustEndWell(Path config) {
    Command.Result run = Command.untilEnd(FlinkEngine.ENGINE, config);
    assertThat(run.exit()).as(run.toString()).isZero();
  }

  private Path write(String setting) {
    return new RouteYaml()
        .setting(setting)
        .route(route, route + ".o", route + ".p", 1)
        .write(folder);
  }

  private void awaitBoth(long results, Path config) {
    Outputs.await().untilAsserted(() -> bothHave(results, config));
  }

  private void bothHave(long results, Path config) {
    for (Engine engine : Engines.all()) {
      assertThat(Outputs.count(config, route, engine)).as(engine.id()).isEqualTo(results);
    }
  }

  private static void send(SourceTopic topic, int from, int to) {
    NumberedRecords.of(topic, "n", from, to).forEach(topic::send);
    topic.flush();
  }

  private static void remove(SourceTopic topic, long before) throws Exception {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    try (Admin admin = SourceTopic.admin(ThreeClusters.east())) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before))).all().get();
    }
  }
}
