package io.twinroute.kstreams;

import io.twinroute.runtime.cluster.KeyPartitioning;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends records where their key belongs, and each source partition's progress everywhere. */
final class ExchangePartitioner implements StreamPartitioner<byte[], JoinInput> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, JoinInput input, int partitions) {
    if (input instanceof JoinInput.Accepted accepted && accepted.record().key() != null) {
      return Optional.of(Set.of(KeyPartitioning.partition(accepted.record().key(), partitions)));
    }
    return Optional.of(
        IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()));
  }
}
