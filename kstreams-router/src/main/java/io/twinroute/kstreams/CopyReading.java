package io.twinroute.kstreams;

import io.twinroute.config.Cluster;
import io.twinroute.mirror.MirrorNames;
import io.twinroute.runtime.cluster.ClusterClients;
import io.twinroute.runtime.cluster.CopyWatch;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.TopicRest;
import io.twinroute.semantics.Side;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the tasks of this process have got with one side's copies. */
final class CopyReading implements CopyWatch.Reading {

  private final PinnedRoute route;
  private final Side side;
  private final StreamsProgress progress;

  CopyReading(PinnedRoute route, Side side, StreamsProgress progress) {
    this.route = route;
    this.side = side;
    this.progress = progress;
  }

  @Override
  public boolean isRead(int partition) {
    return progress.isRead(side, partition);
  }

  @Override
  public long lastJudged(int partition) {
    return progress.lastJudged(side, partition);
  }

  @Override
  public boolean hasReadAllCopies(int partition) {
    TopicPartition copies =
        new TopicPartition(MirrorNames.remoteTopic(route.side(side).source()), partition);
    long next = Math.max(progress.lastConsumed(side, partition) + 1, committed(copies));
    return TopicRest.isEmpty(target(), copies, next);
  }

  /** What an earlier run has read counts, too. */
  private long committed(TopicPartition copies) {
    try (Admin admin = ClusterClients.admin(target())) {
      OffsetAndMetadata offset =
          ClusterClients.answer(
                  target(),
                  "tell the route's offsets",
                  admin
                      .listConsumerGroupOffsets(StreamsNames.application(route))
                      .partitionsToOffsetAndMetadata())
              .get(copies);
      return offset == null ? 0 : offset.offset();
    }
  }

  private Cluster target() {
    return route.plan().output().cluster();
  }
}
