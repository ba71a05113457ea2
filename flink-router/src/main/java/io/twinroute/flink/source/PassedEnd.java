package io.twinroute.flink.source;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Stands in a partition's log where its pinned end was: the record itself has been compacted away
 * since. To the source it is a record like any other, so the source's position comes to lie behind
 * it, and the next run reads what lies beyond.
 */
public final class PassedEnd extends ConsumerRecord<byte[], byte[]> {

  public PassedEnd(TopicPartition partition, long end) {
    super(partition.topic(), partition.partition(), end, null, null);
  }
}
