package io.twinroute.it.support;

import io.twinroute.config.plan.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic and a producer that writes what a test wants, in transactions or without. */
public final class SourceTopic implements AutoCloseable {

  private final Cluster cluster;
  private final String name;
  private final KafkaProducer<byte[], byte[]> plain;
  private final KafkaProducer<byte[], byte[]> transactional;

  private SourceTopic(Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
    Map<String, Object> settings = new HashMap<>(cluster.properties());
    settings.put("bootstrap.servers", cluster.bootstrapServers());
    settings.put("linger.ms", 5);
    // Else a topic that has only just been created may take the second request before the first,
    // which is lost then (KAFKA-15591).
    settings.put("max.in.flight.requests.per.connection", 1);
    settings.put("batch.size", 131072);
    this.plain =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    Map<String, Object> exactlyOnce = new HashMap<>(settings);
    exactlyOnce.put("transactional.id", "test-" + UUID.randomUUID());
    this.transactional =
        new KafkaProducer<>(exactlyOnce, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Creates the topic; it keeps records of any age. */
  public static SourceTopic create(Cluster cluster, String name, int partitions) {
    try (Admin admin = admin(cluster)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1"))))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("cannot create " + name, e);
    }
    return open(cluster, name);
  }

  /**
   * Creates a topic for a mirror's copies, as its owner has to: it takes whatever a source took.
   */
  public static SourceTopic createCopies(Cluster cluster, String name, int partitions) {
    SourceTopic copies = create(cluster, name, partitions);
    change(cluster, name, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(100 << 20));
    return copies;
  }

  /** A topic that is there. */
  public static SourceTopic open(Cluster cluster, String name) {
    SourceTopic topic = new SourceTopic(cluster, name);
    topic.transactional.initTransactions();
    return topic;
  }

  public static Admin admin(Cluster cluster) {
    return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }

  /** Changes the topic's {@code cleanup.policy}. */
  public static void cleanUpBy(Cluster cluster, String name, String policy) {
    change(cluster, name, TopicConfig.CLEANUP_POLICY_CONFIG, policy);
  }

  /** Changes one of the topic's settings. */
  public static void change(Cluster cluster, String name, String setting, String value) {
    AlterConfigOp change =
        new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    try (Admin admin = admin(cluster)) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), List.of(change)))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("cannot change " + name, e);
    }
  }

  public String name() {
    return name;
  }

  /** Sends a record; a null partition leaves the choice to Kafka's partitioner. */
  public void send(Integer partition, long timestamp, byte[] key, byte[] value, Header... headers) {
    send(new ProducerRecord<>(name, partition, timestamp, key, value, List.of(headers)));
  }

  /** Sends a record as clients do that take any timestamp, and waits for the broker. */
  public void sendRaw(int partition, long timestamp, byte[] key, byte[] value, Header... headers) {
    RawProducer.send(cluster, name, partition, timestamp, key, value, List.of(headers));
  }

  /** Sends a record of this topic outside any transaction. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    plain.send(record);
  }

  /**
   * Sends records in a transaction that is committed or aborted, which leaves markers either way.
   */
  public void inTransaction(boolean commit, List<ProducerRecord<byte[], byte[]>> records) {
    plain.flush();
    transactional.beginTransaction();
    records.forEach(transactional::send);
    transactional.flush();
    if (commit) {
      transactional.commitTransaction();
    } else {
      transactional.abortTransaction();
    }
  }

  public void flush() {
    plain.flush();
  }

  @Override
  public void close() {
    plain.close();
    transactional.close();
  }
}
