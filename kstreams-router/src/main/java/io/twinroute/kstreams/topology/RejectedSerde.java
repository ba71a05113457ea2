package io.twinroute.kstreams.topology;

import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.RejectedRecord;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Writes a rejected record's own value, to the partition that its source partition gives. */
final class RejectedSerde implements Serde<AcceptOutput>, StreamPartitioner<byte[], AcceptOutput> {

  @Override
  public Serializer<AcceptOutput> serializer() {
    return (topic, output) -> ((RejectedRecord) output).value();
  }

  @Override
  public Deserializer<AcceptOutput> deserializer() {
    throw new UnsupportedOperationException("rejected records are written only");
  }

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, AcceptOutput output, int partitions) {
    return Optional.of(Set.of(((RejectedRecord) output).partition() % partitions));
  }
}
