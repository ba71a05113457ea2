package io.twinroute.bench.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * R1: two plain consumers, a hash join and a producer. It keeps everything until the partner comes,
 * knows no time, no late records and no restart; it is what the clients allow at most. Its argument
 * is the file of settings that the other contestants get.
 */
public final class PlainJoin {

  private static final int STRIPES = 64;

  private final Map<ByteBuffer, byte[]>[] waitingOrders = stripes();
  private final Map<ByteBuffer, byte[]>[] waitingPayments = stripes();
  private final KafkaProducer<byte[], byte[]> producer;
  private final String output;

  private PlainJoin(Properties settings) {
    this.output = settings.getProperty("output.topic");
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                settings.getProperty("output.bootstrap"),
                "linger.ms",
                20,
                "batch.size",
                131_072),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<ByteBuffer, byte[]>[] stripes() {
    Map[] stripes = new Map[STRIPES];
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new HashMap<ByteBuffer, byte[]>();
    }
    return stripes;
  }

  public static void main(String[] args) throws Exception {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]), UTF_8)) {
      settings.load(reader);
    }
    PlainJoin join = new PlainJoin(settings);
    Thread payments = new Thread(() -> join.read(settings, "payments", false), "payments");
    payments.start();
    join.read(settings, "orders", true);
  }

  private void read(Properties settings, String name, boolean isOrder) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                settings.getProperty(name + ".bootstrap"),
                "max.poll.records",
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(settings.getProperty(name + ".topic")).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) { // until the process is killed
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          meet(record, isOrder);
        }
      }
    }
  }

  private void meet(ConsumerRecord<byte[], byte[]> record, boolean isOrder) {
    ByteBuffer key = ByteBuffer.wrap(record.key());
    int stripe = Math.floorMod(key.hashCode(), STRIPES);
    byte[] partner;
    synchronized (waitingOrders[stripe]) {
      partner = (isOrder ? waitingPayments : waitingOrders)[stripe].remove(key);
      if (partner == null) {
        (isOrder ? waitingOrders : waitingPayments)[stripe].put(key, record.value());
        return;
      }
    }
    byte[] value = isOrder ? pair(record.value(), partner) : pair(partner, record.value());
    producer.send(new ProducerRecord<>(output, record.key(), value));
  }

  private static final byte[] BEFORE_ORDER = "{\"order\":".getBytes(UTF_8);
  private static final byte[] BEFORE_PAYMENT = ",\"payment\":".getBytes(UTF_8);

  private static byte[] pair(byte[] order, byte[] payment) {
    return ByteBuffer.allocate(
            BEFORE_ORDER.length + order.length + BEFORE_PAYMENT.length + payment.length + 1)
        .put(BEFORE_ORDER)
        .put(order)
        .put(BEFORE_PAYMENT)
        .put(payment)
        .put((byte) '}')
        .array();
  }
}
