package io.twinroute.kstreams.mirror;

import io.twinroute.config.plan.Cluster;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.transform.SourceCoordinates;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.TopicTail;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** How far the mirrors of a route have come, whoever reads the copies. */
final class NewestCopies {

  private final Clusters clusters;
  private final PinnedRoute route;

  NewestCopies(Clusters clusters, PinnedRoute route) {
    this.clusters = clusters;
    this.route = route;
  }

  /**
   * The offset in the source of the newest copy of a partition; -1 if none was ever made, {@link
   * Long#MAX_VALUE} if that cannot be told because the copies were removed since.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the target gives no answer
   */
  long offset(int input, int partition) {
    Cluster target = route.plan().output().cluster();
    String copies = MirrorNames.remoteTopic(route.input(input).input());
    try (Consumer<byte[], byte[]> consumer = clusters.consumer(target)) {
      TopicTail tail = new TopicTail(target, copies, consumer);
      ConsumerRecord<byte[], byte[]> last = tail.last(partition);
      if (last == null) {
        return tail.first(partition) == 0 ? PinnedInput.NOTHING : Long.MAX_VALUE;
      }
      Header coordinates = SourceCoordinates.find(last.headers());
      return coordinates == null
          ? PinnedInput.NOTHING
          : SourceCoordinates.offset(coordinates.value());
    }
  }
}
