package io.twinroute.it.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.demo.local.ProcessGroup;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.NastyRecords;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.RouteYaml;
import io.twinroute.it.support.SourceTopic;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.connect.ConnectClient;
import io.twinroute.mirror.connect.MirrorConnector;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import io.twinroute.parity.TopicRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faults' checker notices what less careful parts do: each is one that teams run today. */
@SecondTier
class CheckerIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String STOCK_MIRROR = "stock-mirror";

  private final String route = ThreeClusters.unique("checker");

  @TempDir private Path folder;

  @Test
  void shouldFindWhatASinkWritesTwice() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config =
          new RouteYaml()
              .flink("checkpoint-interval: 1h") // a restart begins again
              .route(route, orders.name(), payments.name(), 1, "delivery: at-least-once")
              .write(folder);
      Instant start = Instant.now().minusSeconds(3_600);
      new NastyRecords(1, start).write(orders, 500, 50, null);
      new NastyRecords(2, start).write(payments, 500, 50, null);
      try (Command router = Command.live(FlinkEngine.ENGINE, config)) {
        Outputs.await().until(() -> Outputs.count(config, route, FlinkEngine.ENGINE) > 0);
        router.kill();
      }
      try (Command router = Command.live(FlinkEngine.ENGINE, config)) {
        Outputs.await()
            .untilAsserted(
                () -> {
                  Verdict verdict = verdict(config);
                  assertThat(verdict.lost()).isZero();
                  assertThat(verdict.foreign()).isZero();
                  assertThat(verdict.doubled()).isPositive();
                });
        router.kill();
      }
    }
  }

  /**
   * A mirror as it comes: its offsets are written now and then, so that a killed one copies again,
   * and it reads what was not committed.
   */
  @Test
  void shouldFindWhatAStockMirrorCopiesTwiceAndWhatItShouldNotCopy() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        ProcessGroup processes = new ProcessGroup("checker-")) {
      new NastyRecords(1, Instant.now().minusSeconds(3_600)).write(orders, 500, 50, null);
      ConnectWorker worker = stockMirror(orders.name(), processes);
      awaitAllCopied(orders);

      Signals.kill(worker.process());
      worker.start();

      Outputs.await()
          .untilAsserted(() -> assertThat(verdictOfCopies(orders).doubled()).isPositive());
      assertThat(verdictOfCopies(orders).foreign()).as("of aborted transactions").isPositive();
    }
  }

  /** Records that were removed before they were copied are missing, without a report. */
  @Test
  void shouldFindWhatAStockMirrorPassesOver() throws Exception {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        ProcessGroup processes = new ProcessGroup("checker-")) {
      orders.inTransaction(true, numbered(orders, 0, 10));
      ConnectWorker worker = stockMirror(orders.name(), processes);
      awaitAllCopied(orders);
      worker.process().destroy();
      worker.process().onExit().get();
      orders.inTransaction(true, numbered(orders, 10, 20));
      List<TopicRecord> sent = records(TopicReader.open(ThreeClusters.east(), orders.name()));
      try (Admin admin = SourceTopic.admin(ThreeClusters.east())) {
        TopicPartition partition = new TopicPartition(orders.name(), 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(16))).all().get();
      }

      worker.start();
      orders.inTransaction(true, numbered(orders, 20, 21));

      awaitAllCopied(orders);
      assertThat(sent).hasSize(20);
      assertThat(verdict(sent::forEach, copies(orders)).lost()).isEqualTo(5);
      assertThat(new ConnectClient(URI.create(worker.url())).statuses().get(STOCK_MIRROR).state())
          .isEqualTo("RUNNING");
    }
  }

  /** A producer continues in a topic that was created again, and its earlier records are gone. */
  @Test
  void shouldFindWhatIsGoneWithATopicThatIsCreatedAgain() throws Exception {
    try (SourceTopic output = SourceTopic.create(ThreeClusters.central(), route, 1)) {
      numbered(output, 0, 10).forEach(output::send);
      output.flush();
      List<TopicRecord> written = records(TopicReader.open(ThreeClusters.central(), route));
      try (Admin admin = SourceTopic.admin(ThreeClusters.central())) {
        admin.deleteTopics(List.of(route)).all().get();
      }
      SourceTopic.create(ThreeClusters.central(), route, 1).close();

      numbered(output, 10, 20).forEach(output::send);
      output.flush();

      TopicReader now = TopicReader.open(ThreeClusters.central(), route);
      assertThat(records(now)).hasSize(10);
      assertThat(written).hasSize(10);
      assertThat(verdict(written::forEach, now).lost()).isEqualTo(10);
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> numbered(
      SourceTopic topic, int from, int to) {
    long now = System.currentTimeMillis();
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new ProducerRecord<>(
                    topic.name(), 0, now, new byte[] {(byte) i}, ("" + i).getBytes(UTF_8)))
        .toList();
  }

  private static List<TopicRecord> records(TopicReader topic) {
    List<TopicRecord> records = new ArrayList<>();
    topic.forEach(records::add);
    return records;
  }

  /** Starts a worker without exactly-once, and on it a mirror of this topic. */
  private static ConnectWorker stockMirror(String topic, ProcessGroup processes) {
    ConnectWorker worker =
        new ConnectWorker(
            processes,
            ThreeClusters.central().bootstrapServers(),
            1,
            Map.of("exactly.once.source.support", "disabled"));
    worker.start();
    ConnectClient connect = new ConnectClient(URI.create(worker.url()));
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(MirrorException.class)
        .untilAsserted(() -> connect.put(stockMirror(topic)));
    return worker;
  }

  /** All that is in the source now. */
  private static void awaitAllCopied(SourceTopic source) {
    Outputs.await().untilAsserted(() -> assertThat(verdictOfCopies(source).lost()).isZero());
  }

  private static MirrorConnector stockMirror(String topic) {
    return new MirrorConnector(
        STOCK_MIRROR,
        Map.of(
            "connector.class",
            "org.apache.kafka.connect.mirror.MirrorSourceConnector",
            "source.cluster.alias",
            "east",
            "source.cluster.bootstrap.servers",
            ThreeClusters.east().bootstrapServers(),
            "target.cluster.alias",
            "central",
            "target.cluster.bootstrap.servers",
            ThreeClusters.central().bootstrapServers(),
            "topics",
            topic,
            "replication.factor",
            "1",
            "offset-syncs.topic.replication.factor",
            "1"));
  }

  private static Verdict verdictOfCopies(SourceTopic source) {
    return TopicReader.find(ThreeClusters.central(), copy(source)).isEmpty()
        ? new Verdict(0, 1, 0, 0, 0)
        : verdict(TopicReader.open(ThreeClusters.east(), source.name()), copies(source));
  }

  private static TopicReader copies(SourceTopic source) {
    return TopicReader.open(ThreeClusters.central(), copy(source));
  }

  private static String copy(SourceTopic source) {
    return "east." + source.name();
  }

  /** Results that a killed router never committed are there for one who does not ask. */
  @Test
  void shouldFindWhatAReaderOfUncommittedRecordsSees() {
    try (SourceTopic orders = SourceTopic.create(ThreeClusters.east(), route + ".o", 1);
        SourceTopic payments = SourceTopic.create(ThreeClusters.west(), route + ".p", 1)) {
      Path config =
          new RouteYaml()
              .flink("checkpoint-interval: 1h")
              .route(route, orders.name(), payments.name(), 1)
              .write(folder);
      Instant start = Instant.now().minusSeconds(3_600);
      new NastyRecords(1, start).write(orders, 500, 50, null);
      new NastyRecords(2, start).write(payments, 500, 50, null);
      RoutePlan plan = Outputs.plan(config, route);
      String topic = plan.output().topic(FlinkEngine.ENGINE);
      Cluster target = plan.output().cluster();
      try (Command router = Command.live(FlinkEngine.ENGINE, config)) {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> TopicReader.find(target, topic).isPresent());
        try (LiveReader live =
            new LiveReader(target, List.of(topic), IsolationLevel.READ_UNCOMMITTED)) {
          Awaitility.await().atMost(PATIENCE).until(() -> live.hasReached(topic, Map.of(0, 1L)));
          router.kill();
          live.close();
          TopicReader written = TopicReader.open(target, topic);
          Verdict verdict =
              Verdict.of(
                  Outputs.expected(plan).results(written.partitions()), written, live.of(topic));
          assertThat(verdict.withdrawn()).isPositive();
        }
      }
    }
  }

  private Verdict verdict(Path config) {
    RoutePlan plan = Outputs.plan(config, route);
    TopicReader written =
        TopicReader.open(plan.output().cluster(), plan.output().topic(FlinkEngine.ENGINE));
    return verdict(Outputs.expected(plan).results(written.partitions()), written);
  }

  private static Verdict verdict(RecordSource expected, TopicReader written) {
    Sightings seen = new Sightings();
    written.forEach(seen::see);
    return Verdict.of(expected, written, seen);
  }
}
