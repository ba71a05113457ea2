package io.twinroute.flink.source;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Replaces the record at a partition's pinned end, which has been compacted away since. To the
 * source it is a record like any other, so the source's position moves past it, and the next run
 * reads what follows.
 */
public final class PassedEnd extends ConsumerRecord<byte[], byte[]> {

  public PassedEnd(TopicPartition partition, long end) {
    super(partition.topic(), partition.partition(), end, null, null);
  }
}
