package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.it.support.Command;
import io.twinroute.it.support.Health;
import io.twinroute.it.support.NumberedRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.mirror.transform.SourceCoordinates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Streams does about copies that are not those of its source. The mirror is the test. */
@SecondTier
class CopiesIT {

  private final String route = ThreeClusters.unique("copies");

  @TempDir private Path folder;

  @Test
  void shouldStopWhereCopiesWereRemovedUnread() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
        SourceTopic orderCopies = copies("east", orders);
        SourceTopic paymentCopies = copies("west", payments)) {
      Path config = write(route);
      send(payments, paymentCopies, "a", 0, 20);
      send(orders, orderCopies, "a", 0, 10);
      Command.Result first = Command.untilEnd(StreamsEngine.ENGINE, config);
      assertThat(first.exit()).as(first.toString()).isZero();
      assertThat(Outputs.count(config, route, StreamsEngine.ENGINE)).isEqualTo(10);

      send(orders, orderCopies, "a", 10, 20);
      try (Admin admin = SourceTopic.admin(ThreeClusters.central())) {
        TopicPartition partition = new TopicPartition(orderCopies.name(), 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(15))).all().get();
      }

      for (int run = 1; run <= 2; run++) { // Streams alone would continue after the gap
        Command.Result ended = Command.untilEnd(StreamsEngine.ENGINE, config);
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.err())
            .contains(
                ("Copies of east/%s/0 are missing on the target, and their results are lost:"
                        + " offset 10 was to be next, the copy of offset 15 came, and the source holds"
                        + " offset 14 in between.")
                    .formatted(orders.name()));
      }
    }
  }

  @Test
  void shouldNotJoinCopiesOfATopicThatIsNoMore() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
        SourceTopic orderCopies = copies("east", orders);
        SourceTopic paymentCopies = copies("west", payments)) {
      send(payments, paymentCopies, "a", 0, 10);
      send(orders, orderCopies, "a", 0, 10);
      Command.Result first = Command.untilEnd(StreamsEngine.ENGINE, write(route));
      assertThat(first.exit()).as(first.toString()).isZero();

      try (Admin admin = SourceTopic.admin(ThreeClusters.east())) {
        admin.deleteTopics(List.of(orders.name())).all().get();
      }
      // Once shorter than what was copied of the other one, once longer.
      try (SourceTopic again = SourceTopic.create(ThreeClusters.east(), orders.name(), 1)) {
        for (int records : List.of(5, 15)) {
          NumberedRecords.of(again, "b", records - 5, records).forEach(again::send);
          again.flush();

          Command.Result ended = Command.untilEnd(StreamsEngine.ENGINE, write(route + "-again"));

          assertThat(ended.exit()).as(ended.toString()).isEqualTo(1);
          assertThat(ended.err())
              .contains(
                  "Topic '%s' on cluster central".formatted(orderCopies.name()),
                  "holds copies of another topic than east/%s is now".formatted(orders.name()));
        }
      }
    }
  }

  /** Nothing else would report it: such a run has no time that stops. */
  @Test
  void shouldSayThatARunWithAnEndGetsNoCopies() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      NumberedRecords.of(orders, "a", 0, 5).forEach(orders::send);
      orders.flush();
      try (Command router = Command.live(StreamsEngine.ENGINE, write(route), "--until-end")) {
        Awaitility.await()
            .atMost(Duration.ofMinutes(4))
            .untilAsserted(
                () ->
                    assertThat(Health.of(router))
                        .contains("\"status\":\"DOWN\"")
                        .contains("the mirror has copied nothing of east/" + orders.name()));
      }
    }
  }

  private Path write(String name) {
    return new RouteYaml()
        .setting("restart: { initial-backoff: 100ms, max-attempts: 1 }")
        .kstreams("mirror: external")
        .route(name, route + ".o", route + ".p", 1)
        .write(folder);
  }

  private static SourceTopic copies(String alias, SourceTopic source) {
    return SourceTopic.createCopies(ThreeClusters.central(), alias + "." + source.name(), 1);
  }

  /** Writes records to a source, and a mirror's copies of them. */
  private static void send(
      SourceTopic source, SourceTopic copies, String generation, int from, int to) {
    NumberedRecords.of(source, generation, from, to).forEach(source::send);
    source.flush();
    List<ProducerRecord<byte[], byte[]>> made = NumberedRecords.of(copies, generation, from, to);
    for (int i = from; i < to; i++) {
      ProducerRecord<byte[], byte[]> copy = made.get(i - from);
      copy.headers()
          .add(SourceCoordinates.HEADER, SourceCoordinates.encode(0, i, copy.timestamp()));
      copies.send(copy);
    }
    copies.flush();
  }
}
