package io.twinroute.it.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.twinroute.config.plan.Cluster;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic that takes batches of 20 MiB, as they are compressed, and records of any size for it. All
 * are JSON, and a second apart.
 */
public final class LargeRecords implements AutoCloseable {

  private static final long START = 1_700_000_000_000L;
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(US_ASCII);

  private final String name;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SplittableRandom random;
  private long time = START;

  private LargeRecords(Cluster cluster, String name) {
    this.name = name;
    this.random = new SplittableRandom(name.hashCode());
    Map<String, Object> settings = new HashMap<>(cluster.properties());
    settings.put("bootstrap.servers", cluster.bootstrapServers());
    settings.put("max.request.size", 90 << 20);
    settings.put("buffer.memory", 100L << 20);
    settings.put("compression.type", "lz4");
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Creates the topic, of one partition. */
  public static LargeRecords create(Cluster cluster, String name) {
    SourceTopic.create(cluster, name, 1).close();
    SourceTopic.change(cluster, name, "max.message.bytes", String.valueOf(20 << 20));
    return new LargeRecords(cluster, name);
  }

  public String name() {
    return name;
  }

  /** Sends a record of this size that no compression makes much smaller. */
  public void random(String key, int bytes) {
    byte[] value = value(key, bytes);
    for (int i = 1; i < value.length - 1; i++) {
      value[i] = ALPHABET[random.nextInt(ALPHABET.length)];
    }
    send(key, value, 0);
  }

  /** Sends a record of this size that compresses to next to nothing. */
  public void compressible(String key, int bytes) {
    send(key, value(key, bytes), 0);
  }

  /** Sends a record of this size but for its headers, which hold nothing. */
  public void withHeaders(String key, int bytes, int headers) {
    send(key, value(key, bytes), headers);
  }

  private static byte[] value(String key, int bytes) {
    byte[] value = new byte[bytes - key.length()];
    Arrays.fill(value, (byte) 'x');
    value[0] = '"';
    value[value.length - 1] = '"';
    return value;
  }

  private void send(String key, byte[] value, int headers) {
    time += 1_000;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(name, 0, time, key.getBytes(US_ASCII), value);
    for (int i = 0; i < headers; i++) {
      record.headers().add("", null);
    }
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure != null) {
            throw new IllegalStateException("not sent: " + key, failure);
          }
        });
  }

  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
