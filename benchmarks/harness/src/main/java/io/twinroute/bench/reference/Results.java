package io.twinroute.bench.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes results, the values spliced together as they are. */
final class Results {

  private static final byte[] NULL = "null".getBytes(UTF_8);
  private static final byte[] BEFORE_LEFT = "{\"order\":".getBytes(UTF_8);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final byte[] beforeRight;

  /**
   * @param member the right side's name in the value
   */
  Results(KafkaProducer<byte[], byte[]> producer, String topic, String member) {
    this.producer = producer;
    this.topic = topic;
    this.beforeRight = (",\"" + member + "\":").getBytes(UTF_8);
  }

  /** At least one of both is there. */
  void write(
      @Nullable ConsumerRecord<byte[], byte[]> left,
      @Nullable ConsumerRecord<byte[], byte[]> right) {
    ConsumerRecord<byte[], byte[]> later =
        right == null || (left != null && left.timestamp() > right.timestamp()) ? left : right;
    if (later == null) {
      throw new IllegalArgumentException("neither side");
    }
    producer.send(
        new ProducerRecord<>(
            topic,
            null,
            later.timestamp(),
            later.key(),
            pair(left == null ? NULL : left.value(), right == null ? NULL : right.value())));
  }

  private byte[] pair(byte[] left, byte[] right) {
    return ByteBuffer.allocate(
            BEFORE_LEFT.length + left.length + beforeRight.length + right.length + 1)
        .put(BEFORE_LEFT)
        .put(left)
        .put(beforeRight)
        .put(right)
        .put((byte) '}')
        .array();
  }
}
