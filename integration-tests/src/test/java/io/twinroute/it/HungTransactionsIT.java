package io.twinroute.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.demo.local.LocalClusters;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions that no coordinator remembers block readers; the doctor finds them in the routes'
 * topics, ends them on request, and leaves all others alone.
 */
@SecondTier
class HungTransactionsIT {

  private final String route = ThreeClusters.unique("hung");
  private final String output = route + "-flink";
  private final String inUse = route + "-kstreams";
  private final String foreign = "someone-elses";

  @TempDir private Path folder;

  @Test
  void shouldEndWhatHangsAndNothingElse() throws Exception {
    try (LocalClusters target = LocalClusters.start("central");
        SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Cluster central = target.cluster("central").asCluster();
      for (String topic : List.of(output, inUse, foreign)) {
        SourceTopic.create(central, topic, 1).close();
      }
      Path config =
          RouteYaml.writingTo(central.bootstrapServers())
              .route(route, orders.name(), payments.name(), 1)
              .write(folder);
      open(central, "gone", output).close(Duration.ZERO); // a patient close would abort
      open(central, "gone-too", foreign).close(Duration.ZERO);
      forgetTransactions(target);

      try (KafkaProducer<byte[], byte[]> live = open(central, "live", inUse);
          SourceTopic later = SourceTopic.open(central, output)) {
        later.send(0, 1_000L, "k".getBytes(UTF_8), "1".getBytes(UTF_8));
        later.flush();
        assertThat(committedEnd(central, output)).isZero(); // where readers are blocked

        Command.Result found = Command.run("doctor", "--config", config.toString());
        assertThat(found.exit()).as(found.toString()).isEqualTo(1);
        assertThat(found.out())
            .contains("fail  cluster central: " + output + "-0: a transaction of producer")
            .contains("--fix-transactions")
            .doesNotContain(foreign)
            .doesNotContain(inUse + "-0: a transaction");

        Command.Result fixed =
            Command.run("doctor", "--config", config.toString(), "--fix-transactions");
        assertThat(fixed.exit()).as(fixed.toString()).isZero();
        assertThat(fixed.out()).contains("it was aborted");

        Command.Result healthy = Command.run("doctor", "--config", config.toString());
        assertThat(healthy.out()).contains("ok    cluster central: no transaction hangs");
        assertThat(committedEnd(central, output)).isEqualTo(3); // two records and a marker
        assertThat(committedEnd(central, foreign)).isZero();
        live.commitTransaction();
        // The coordinator answers before the marker is there.
        Awaitility.await()
            .untilAsserted(() -> assertThat(committedEnd(central, inUse)).isPositive());
      }
    }
  }

  /** A producer that has written in a transaction and has not ended it. */
  private static KafkaProducer<byte[], byte[]> open(Cluster cluster, String id, String topic)
      throws ExecutionException, InterruptedException {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "transactional.id",
                id,
                "transaction.timeout.ms", // longer than three runs of the doctor take anywhere
                (int) Duration.ofMinutes(10).toMillis()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, "k".getBytes(UTF_8), "1".getBytes(UTF_8))).get();
    return producer;
  }

  /** What a broker that loses markers comes to, for the partitions. */
  private static void forgetTransactions(LocalClusters clusters) throws IOException {
    clusters.cluster("central").kill();
    Path data = clusters.processes().folder().resolve("central/data");
    try (Stream<Path> folders = Files.list(data)) {
      for (Path log :
          folders
              .filter(folder -> folder.getFileName().toString().startsWith("__transaction_state"))
              .toList()) {
        delete(log);
      }
    }
    clusters.cluster("central").restart();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Up to where a reader of committed records comes. */
  private static long committedEnd(Cluster cluster, String topic)
      throws ExecutionException, InterruptedException {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = SourceTopic.admin(cluster)) {
      return admin
          .listOffsets(
              Map.of(partition, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }
}
