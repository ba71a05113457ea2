package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.cli.InProcess;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NumberedRecords;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.FirstTier;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.mirror.transform.SourceCoordinates;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic under a remote topic's name that is somebody else's stays as it is, and alone. */
class ForeignCopiesIT {

  private final String route = ThreeClusters.unique("foreign");
  private final String remote = "east." + route + ".o";

  @TempDir private Path folder;

  /** As a mirror without the transform leaves it. */
  @FirstTier
  @Test
  void shouldWriteNothingBesideRecordsOfAnotherMirror() throws Exception {
    mustBeRefused(
        1,
        theirs -> NumberedRecords.of(theirs, "n", 0, 2).forEach(theirs::send),
        "Topic '%s' on cluster central".formatted(remote),
        "is not this mirror's alone: the record at %s-0@".formatted(remote));
  }

  @SecondTier
  @Test
  void shouldWriteNothingBehindRecordsThatOthersHaveAdded() throws Exception {
    mustBeRefused(
        1,
        theirs -> {
          copies(theirs, 0, 5);
          NumberedRecords.of(theirs, "n", 5, 6).forEach(theirs::send);
        },
        "the record at %s-0@5 has no valid".formatted(remote));
  }

  @SecondTier
  @Test
  void shouldWriteNothingToATopicWhoseRecordsAreGone() throws Exception {
    mustBeRefused(
        1,
        theirs -> {
          NumberedRecords.of(theirs, "n", 0, 2).forEach(theirs::send);
          theirs.flush();
          deleteAll();
        },
        "held records that are gone and that this route has not read");
  }

  @SecondTier
  @Test
  void shouldWriteNothingToAnEmptyTopicOfOtherPartitions() throws Exception {
    mustBeRefused(3, theirs -> {}, "has 3 partition(s) and its source east/" + route + ".o has 1");
  }

  @SecondTier
  @Test
  void shouldWriteNothingToACompactedTopic() throws Exception {
    mustBeRefused(
        1,
        theirs -> SourceTopic.cleanUpBy(ThreeClusters.central(), remote, "compact"),
        "has cleanup.policy=compact: copies could go before they are read");
  }

  private void mustBeRefused(int partitions, Consumer<SourceTopic> filling, String... reasons)
      throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1);
        SourceTopic theirs = SourceTopic.create(ThreeClusters.central(), remote, partitions)) {
      NumberedRecords.of(orders, "n", 0, 10).forEach(orders::send);
      NumberedRecords.of(payments, "n", 0, 10).forEach(payments::send);
      orders.flush();
      payments.flush();
      filling.accept(theirs);
      theirs.flush();
      Path config = new RouteYaml().route(route, orders.name(), payments.name(), 1).write(folder);
      Set<String> topics = topics();
      long end = end();

      Command.Result run = Command.untilEnd(StreamsEngine.ENGINE, config);
      Command.Result doctor = doctor("kstreams", config);

      assertThat(run.exit()).as(run.toString()).isEqualTo(1);
      assertThat(run.err()).contains(reasons).doesNotContain("\tat ");
      assertThat(doctor.exit()).as(doctor.toString()).isEqualTo(1);
      assertThat(doctor.out().lines())
          .anyMatch(
              line ->
                  line.startsWith("fail  route %s, copies central/%s: ".formatted(route, remote))
                      && line.contains(reasons[reasons.length - 1]));
      assertThat(topics()).isEqualTo(topics);
      assertThat(end()).isEqualTo(end);
      // It is nothing to an engine that reads the sources themselves.
      assertThat(doctor("flink", config).exit()).isZero();
    }
  }

  private static Command.Result doctor(String engine, Path config) {
    return InProcess.run("doctor", "--engine", engine, "--config", config.toString());
  }

  /** What a mirror with the transform has made of the source's records. */
  private static void copies(SourceTopic copies, int from, int to) {
    int offset = from;
    for (ProducerRecord<byte[], byte[]> copy : NumberedRecords.of(copies, "n", from, to)) {
      copy.headers()
          .add(SourceCoordinates.HEADER, SourceCoordinates.encode(0, offset++, copy.timestamp()));
      copies.send(copy);
    }
  }

  private void deleteAll() {
    try (Admin admin = SourceTopic.admin(ThreeClusters.central())) {
      admin
          .deleteRecords(Map.of(new TopicPartition(remote, 0), RecordsToDelete.beforeOffset(-1)))
          .all()
          .get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> topics() throws Exception {
    try (Admin admin = SourceTopic.admin(ThreeClusters.central())) {
      return admin.listTopics().names().get();
    }
  }

  private long end() throws Exception {
    TopicPartition partition = new TopicPartition(remote, 0);
    try (Admin admin = SourceTopic.admin(ThreeClusters.central())) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }
}
