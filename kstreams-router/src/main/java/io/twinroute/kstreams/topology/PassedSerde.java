package io.twinroute.kstreams.topology;

import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RouteResult;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Writes the value of what has passed through. The producer's own partitioner places it by its key;
 * without one, its source partition does.
 */
final class PassedSerde implements Serde<LogicOutput>, StreamPartitioner<byte[], LogicOutput> {

  @Override
  public Serializer<LogicOutput> serializer() {
    return (topic, output) -> output instanceof RouteResult result ? result.value() : null;
  }

  @Override
  public Deserializer<LogicOutput> deserializer() {
    throw new UnsupportedOperationException("results are written only");
  }

  /** Empty leaves it to the producer. */
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, LogicOutput output, int partitions) {
    return Optional.ofNullable(output.partitionAmong(partitions)).map(Set::of);
  }
}
