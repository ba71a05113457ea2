package io.twinroute.flink.sink;

import io.twinroute.config.plan.Output;
import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.UnwrittenResult;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Converts a route's outputs to Kafka records. The partition of a result with a key is left to the
 * producer, whose own partitioner places it, and so is that of the placeholder for a result that is
 * not written; without a key it follows from the source partition, as a rejected record's does.
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
          new ProducerRecord<>(
              results,
              partition(result, results, context),
              result.timestamp(),
              result.key(),
              result.value()));
    }
    return output instanceof UnwrittenResult result
        ? unwritten(result, context)
        : rejected((RejectedRecord) output, context);
  }

  /** Null, which the sink leaves out, if the route has no topic for it. */
  private @Nullable ProducerRecord<byte[], byte[]> unwritten(
      UnwrittenResult result, KafkaSinkContext context) {
    return deadLetters == null
        ? null
        : with(
            result.headers(),
            new ProducerRecord<byte[], byte[]>(
                deadLetters,
                partition(result, deadLetters, context),
                result.timestamp(),
                result.key(),
                null));
  }

  /** Null leaves it to the producer. */
  private static @Nullable Integer partition(
      LogicOutput output, String topic, KafkaSinkContext context) {
    return output.key() == null
        ? output.partitionAmong(context.getPartitionsForTopic(topic).length)
        : null;
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
