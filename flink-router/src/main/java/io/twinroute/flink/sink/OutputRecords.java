package io.twinroute.flink.sink;

import io.twinroute.config.plan.Output;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.UnwrittenResult;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Converts a route's outputs to Kafka records. A result's partition is left to the producer, whose
 * own partitioner places it by its key, and so is that of the placeholder for a result that is not
 * written; a rejected record's follows from its source partition.
 */
public final class OutputRecords implements KafkaRecordSerializationSchema<RouteOutput> {
  private static final long serialVersionUID = 1L;

  private final String results;
  private final @Nullable String late;
  private final @Nullable String deadLetters;

  public OutputRecords(Output output) {
    this.results = output.topic(FlinkEngine.ENGINE);
    this.late = output.lateTopic(FlinkEngine.ENGINE).orElse(null);
    this.deadLetters = output.deadLetterTopic(FlinkEngine.ENGINE).orElse(null);
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      RouteOutput output, KafkaSinkContext context, @Nullable Long timestamp) {
    if (output instanceof RouteResult result) {
      return with(
          result.headers(),
          new ProducerRecord<>(results, null, result.timestamp(), result.key(), result.value()));
    }
    return output instanceof UnwrittenResult result
        ? unwritten(result)
        : rejected((RejectedRecord) output, context);
  }

  /** Null, which the sink leaves out, if the route has no topic for it. */
  private @Nullable ProducerRecord<byte[], byte[]> unwritten(UnwrittenResult result) {
    return deadLetters == null
        ? null
        : with(
            result.headers(),
            new ProducerRecord<byte[], byte[]>(
                deadLetters, null, result.timestamp(), result.key(), null));
  }

  /** Null as well if the route has no topic for it. */
  private @Nullable ProducerRecord<byte[], byte[]> rejected(
      RejectedRecord rejected, KafkaSinkContext context) {
    String topic =
        switch (rejected.rejection().destination()) {
          case LATE -> late;
          case DEAD_LETTERS -> deadLetters;
          case NOWHERE -> null;
        };
    if (topic == null) {
      return null;
    }
    int[] partitions = context.getPartitionsForTopic(topic);
    return with(
        rejected.headers(),
        new ProducerRecord<>(
            topic,
            partitions[rejected.partition() % partitions.length],
            rejected.timestamp(),
            rejected.key(),
            rejected.value()));
  }

  private static ProducerRecord<byte[], byte[]> with(
      Headers headers, ProducerRecord<byte[], byte[]> record) {
    headers.forEach((key, value) -> record.headers().add(key, value));
    return record;
  }
}
