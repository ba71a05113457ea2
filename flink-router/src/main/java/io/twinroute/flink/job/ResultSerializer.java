package io.twinroute.flink.job;

import io.twinroute.semantics.JoinResult;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts a result into a Kafka record; the producer's own partitioner places it by its key. */
final class ResultSerializer implements KafkaRecordSerializationSchema<JoinResult> {
  private static final long serialVersionUID = 1L;

  private final String topic;

  ResultSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      JoinResult result, KafkaSinkContext context, @Nullable Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, null, result.timestamp(), result.key(), result.value());
    result.headers().forEach((key, value) -> record.headers().add(key, value));
    return record;
  }
}
