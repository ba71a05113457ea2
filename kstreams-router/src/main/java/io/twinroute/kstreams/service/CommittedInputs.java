package io.twinroute.kstreams.service;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.kstreams.engine.StreamsTopics;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks whether a run that has ended committed everything that it had read. Streams does not
 * report it: when the last commit of a closing client fails, it only logs that. What a run settles
 * at its end is committed before it closes, see {@link StreamsProgress#hasReachedTheEnds()}.
 */
final class CommittedInputs {

  private CommittedInputs() {}

  /**
   * @throws RouteFailedException if an input is committed less far than it was processed
   */
  static void require(Clusters clusters, PinnedRoute route, StreamsProgress progress) {
    Cluster target = route.plan().output().cluster();
    String group = StreamsNames.application(route);
    try (Admin admin = clusters.admin(target)) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          ClusterClients.answer(
              target,
              "report the offsets of group '" + group + "'",
              admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      for (PinnedInput input : route.inputs()) {
        require(input, committed, progress);
      }
      String repartition = StreamsTopics.repartitionTopic(group);
      for (int partition = 0; partition < route.repartitionPartitions(); partition++) {
        require(
            new TopicPartition(repartition, partition),
            committed,
            progress.lastRepartitionConsumed(partition));
      }
    }
  }

  private static void require(
      PinnedInput pinned,
      Map<TopicPartition, OffsetAndMetadata> committed,
      StreamsProgress progress) {
    for (PinnedTopic topic : pinned.topics()) {
      String remote = MirrorNames.remoteTopic(topic.source());
      for (int partition = 0; partition < topic.partitions(); partition++) {
        require(
            new TopicPartition(remote, partition),
            committed,
            progress.lastConsumed(pinned.input().index(), topic.first() + partition));
      }
    }
  }

  private static void require(
      TopicPartition input, Map<TopicPartition, OffsetAndMetadata> committed, long last) {
    OffsetAndMetadata offset = committed.get(input);
    if (last >= 0 && (offset == null || offset.offset() <= last)) {
      throw new RouteFailedException(
          "The run's last results could not be committed: %s was processed up to offset %d and is committed up to %s."
              .formatted(input, last, offset == null ? "none" : offset.offset() - 1));
    }
  }
}
