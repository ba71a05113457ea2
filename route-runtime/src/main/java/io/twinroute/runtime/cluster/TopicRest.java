package io.twinroute.runtime.cluster;

import io.twinroute.config.Cluster;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What a reader of a topic has still before it. */
public final class TopicRest {

  private TopicRest() {}

  /**
   * Whether a partition holds no committed record from an offset on; markers do not count.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the topic cannot be read
   */
  public static boolean isEmpty(Cluster cluster, TopicPartition partition, long from) {
    try (KafkaConsumer<byte[], byte[]> consumer = ClusterClients.consumer(cluster)) {
      SourceEnds ends = new SourceEnds(cluster, partition.topic(), consumer);
      long end = ends.committedEnds(partition.partition() + 1).get(partition.partition());
      return ends.lastDataOffset(partition.partition(), from, end) == PinnedSide.NOTHING;
    }
  }
}
