package io.twinroute.kstreams.topology;

import io.twinroute.runtime.pin.KeyPartitioning;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends records where their key belongs, and each source partition's frontier everywhere. */
final class RepartitionPartitioner implements StreamPartitioner<byte[], AcceptOutput> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, AcceptOutput input, int partitions) {
    if (input instanceof AcceptedRecord record) {
      return Optional.of(Set.of(KeyPartitioning.partition(record.key(), partitions)));
    }
    return Optional.of(
        IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()));
  }
}
