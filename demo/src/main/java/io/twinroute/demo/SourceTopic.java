package io.twinroute.demo;

import io.twinroute.config.plan.Cluster;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** A source topic of the demo, and the one producer that writes it. */
final class SourceTopic implements AutoCloseable {

  /**
   * A broker may refuse a request to a topic that was just created, and accept the next. If that
   * one were in flight already, the first would be out of order until the producer gives it up and
   * loses it (KAFKA-15591).
   */
  private static final int IN_FLIGHT = 1;

  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 128 * 1024;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private int keyless;

  /** Creates the topic, which must not exist yet. */
  SourceTopic(Cluster cluster, String topic) throws InterruptedException {
    this.topic = topic;
    Map<String, Object> address =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    try (Admin admin = Admin.create(address)) {
      admin.createTopics(List.of(new NewTopic(topic, DemoRoute.PARTITIONS, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create topic " + topic + " on " + cluster, e);
    }
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers(),
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                IN_FLIGHT,
                ProducerConfig.LINGER_MS_CONFIG,
                LINGER_MILLIS,
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Writes the records in their order and returns when the broker has them all. */
  void write(Stream<DemoRecord> records) {
    for (Iterator<DemoRecord> all = records.iterator(); all.hasNext(); ) {
      Future<?> unused =
          producer.send(toProducerRecord(all.next()), (metadata, error) -> note(error));
    }
    producer.flush();
    Exception error = failure.get();
    if (error != null) {
      throw new IllegalStateException("cannot write to topic " + topic, error);
    }
  }

  private void note(@Nullable Exception error) {
    if (error != null) {
      failure.compareAndSet(null, error);
    }
  }

  private ProducerRecord<byte[], byte[]> toProducerRecord(DemoRecord record) {
    byte[] key = record.key() == null ? null : utf8(record.key());
    List<Header> headers = List.copyOf(record.headers());
    return new ProducerRecord<>(
        topic, partition(key), record.timestamp(), key, utf8(record.value()), headers);
  }

  /** As Kafka would choose it, but records without a key go to each partition in turn. */
  private int partition(byte @Nullable [] key) {
    return key == null
        ? keyless++ % DemoRoute.PARTITIONS
        : Utils.toPositive(Utils.murmur2(key)) % DemoRoute.PARTITIONS;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
