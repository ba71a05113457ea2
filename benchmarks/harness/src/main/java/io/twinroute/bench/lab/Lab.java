package io.twinroute.bench.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twinroute.bench.data.JoinData;
import io.twinroute.bench.data.TimedRecord;
import io.twinroute.bench.process.Allocations;
import io.twinroute.config.plan.Cluster;
import io.twinroute.demo.local.BrokerSetup;
import io.twinroute.demo.local.LocalClusters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Three clusters, each a broker in a process of its own, and the data that all contestants read.
 */
public final class Lab implements AutoCloseable {

  /** How much later the final records are than all others: more than any window. */
  private static final long FAR = 2 * 3_600_000L;

  private final Workload workload;
  private final String orders;
  private final String right;
  private final long results;
  private final LocalClusters clusters;
  private final MirrorWorkers mirror;
  private final Allocations allocations;

  /** Starts the clusters; they are empty. */
  public static Lab of(Workload workload) {
    // Without it, brokers would remove such old records at once.
    BrokerSetup broker = BrokerSetup.of(Map.of("log.retention.ms", "-1"));
    LocalClusters clusters =
        LocalClusters.start(Map.of("east", broker, "west", broker, "central", broker));
    MirrorWorkers mirror =
        new MirrorWorkers(clusters.processes(), clusters.cluster("central").bootstrapServers());
    return new Lab(workload, clusters, mirror, new Allocations());
  }

  private Lab(
      Workload workload, LocalClusters clusters, MirrorWorkers mirror, Allocations allocations) {
    this.workload = workload;
    this.orders = "orders-" + workload.data().lefts();
    this.right = workload.shape().right() + "-" + workload.data().lefts();
    this.results = workload.data().results();
    this.clusters = clusters;
    this.mirror = mirror;
    this.allocations = allocations;
  }

  /** Another workload, of another size, on the same clusters. */
  public Lab beside(Workload other) {
    return new Lab(other, clusters, mirror, allocations);
  }

  /** The left side's topic. */
  public String orders() {
    return orders;
  }

  /** The right side's topic. */
  public String right() {
    return right;
  }

  /** Writes both topics. */
  public void fill() {
    JoinData data = workload.data();
    create("east", orders);
    create("west", right);
    try (KafkaProducer<byte[], byte[]> lefts = producer("east", 20);
        KafkaProducer<byte[], byte[]> rights = producer("west", 20)) {
      for (int i = 0; i < Math.max(data.lefts(), data.rights()); i++) {
        if (i < data.lefts()) {
          lefts.send(of(orders, data.left(i)));
        }
        if (i < data.rights()) {
          rights.send(of(right, data.right(i)));
        }
      }
      if (workload.shape().waits()) {
        end(lefts, rights, 0);
      }
    }
  }

  /**
   * Writes one more record to each partition, so late that no result has to wait; these records
   * have no partners.
   *
   * @param later by so many milliseconds than the first of these
   */
  public void end(
      KafkaProducer<byte[], byte[]> lefts, KafkaProducer<byte[], byte[]> rights, long later) {
    JoinData data = workload.data();
    long time = data.left(data.lefts() - 1).time() + FAR + later;
    end(orders, "{\"orderId\":\"%1$s\",\"customer\":\"%1$s\"}", time, lefts);
    end(right, "{\"%s\":\"%%s\"}".formatted(workload.shape().rightId()), time, rights);
  }

  /**
   * @param value with a place for its key: some contestants join on the record's, some on that
   */
  private void end(String topic, String value, long time, KafkaProducer<byte[], byte[]> producer) {
    for (int partition = 0; partition < workload.partitions(); partition++) {
      String key = keyOf(topic, partition);
      producer.send(
          of(
              topic,
              new TimedRecord(key.getBytes(UTF_8), time, value.formatted(key).getBytes(UTF_8))));
    }
  }

  private String keyOf(String topic, int partition) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "end-of-" + topic + "-" + i)
        .filter(
            key ->
                BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), workload.partitions())
                    == partition)
        .findFirst()
        .orElseThrow();
  }

  private static ProducerRecord<byte[], byte[]> of(String topic, TimedRecord record) {
    return new ProducerRecord<>(topic, null, record.time(), record.key(), record.value());
  }

  /** The final sizes of copies of both topics, with these names. */
  public Goal copies(String left, String right) {
    long ends = workload.shape().waits() ? workload.partitions() : 0;
    JoinData data = workload.data();
    return new Goal(Map.of(left, data.lefts() + ends, right, data.rights() + ends));
  }

  /**
   * One request at a time: else a new topic may accept the second before the first, which is lost
   * then (KAFKA-15591).
   */
  public KafkaProducer<byte[], byte[]> producer(String alias, int lingerMillis) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            address(alias),
            "linger.ms",
            lingerMillis,
            "batch.size",
            131_072,
            "max.in.flight.requests.per.connection",
            1),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Creates a topic of the workload's partitions. */
  public void create(String alias, String topic) {
    asked(
        alias,
        admin ->
            admin
                .createTopics(
                    List.of(
                        new NewTopic(topic, Optional.of(workload.partitions()), Optional.empty())))
                .all()
                .get());
  }

  /** Removes what a finished run has left on the target. */
  public void removeAll(String run) {
    remove("central", run, "twinroute-" + run + "-");
  }

  /** Removes the topics whose names begin with any of these. */
  public void remove(String alias, String... prefixes) {
    asked(
        alias,
        admin ->
            admin
                .deleteTopics(
                    admin.listTopics().names().get().stream()
                        .filter(topic -> Stream.of(prefixes).anyMatch(topic::startsWith))
                        .toList())
                .all()
                .get());
  }

  private interface Question {
    Object to(Admin admin) throws ExecutionException, InterruptedException;
  }

  private void asked(String alias, Question question) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address(alias)))) {
      question.to(admin);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public String address(String alias) {
    return clusters.cluster(alias).bootstrapServers();
  }

  public Cluster cluster(String alias) {
    return clusters.cluster(alias).asCluster();
  }

  /** How many the join has. */
  public long results() {
    return results;
  }

  public Workload workload() {
    return workload;
  }

  public LocalClusters clusters() {
    return clusters;
  }

  public Allocations allocations() {
    return allocations;
  }

  public MirrorWorkers mirror() {
    return mirror;
  }

  public Path folder() {
    return clusters.processes().folder();
  }

  @Override
  public void close() {
    allocations.close();
    clusters.close();
  }
}
