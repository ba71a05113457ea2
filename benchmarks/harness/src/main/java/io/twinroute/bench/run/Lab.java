package io.twinroute.bench.run;

import io.twinroute.bench.data.OrderData;
import io.twinroute.cli.local.BrokerSetup;
import io.twinroute.cli.local.LocalClusters;
import io.twinroute.config.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Three clusters, each a broker in a process of its own, and the data that all contestants read.
 */
final class Lab implements AutoCloseable {

  static final String ORDERS = "orders";
  static final String PAYMENTS = "payments";

  /** 2026-01-01, so that nothing depends on today. */
  private static final long START = 1_767_225_600_000L;

  private final Workload workload;
  private final LocalClusters clusters;
  private final MirrorWorker mirror;

  Lab(Workload workload) {
    this.workload = workload;
    // Records as old as these would be removed at once.
    BrokerSetup broker = BrokerSetup.of(Map.of("log.retention.ms", "-1")).whereSpeedCounts();
    this.clusters = LocalClusters.start(Map.of("east", broker, "west", broker, "central", broker));
    this.mirror = new MirrorWorker(clusters.processes(), address("central"));
  }

  /** Writes both topics. */
  void fill() {
    OrderData data = new OrderData(START, workload.bytes());
    create("east", ORDERS);
    create("west", PAYMENTS);
    try (KafkaProducer<byte[], byte[]> orders = producer("east");
        KafkaProducer<byte[], byte[]> payments = producer("west")) {
      for (int i = 0; i < workload.records(); i++) {
        orders.send(
            new ProducerRecord<>(ORDERS, null, data.orderTime(i), data.key(i), data.order(i)));
        payments.send(
            new ProducerRecord<>(
                PAYMENTS, null, data.paymentTime(i), data.key(i), data.payment(i)));
      }
    }
  }

  private KafkaProducer<byte[], byte[]> producer(String alias) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", address(alias), "linger.ms", 20, "batch.size", 131_072),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Creates a topic of the workload's partitions. */
  void create(String alias, String topic) {
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

  /** Removes topics of a run that has ended. */
  void remove(String alias, String prefix) {
    asked(
        alias,
        admin ->
            admin
                .deleteTopics(
                    admin.listTopics().names().get().stream()
                        .filter(topic -> topic.startsWith(prefix))
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

  String address(String alias) {
    return clusters.cluster(alias).bootstrapServers();
  }

  Cluster cluster(String alias) {
    return clusters.cluster(alias).asCluster();
  }

  Workload workload() {
    return workload;
  }

  LocalClusters clusters() {
    return clusters;
  }

  MirrorWorker mirror() {
    return mirror;
  }

  Path folder() {
    return clusters.processes().folder();
  }

  @Override
  public void close() {
    clusters.close();
  }
}
