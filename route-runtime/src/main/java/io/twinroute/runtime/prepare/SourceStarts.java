package io.twinroute.runtime.prepare;

import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.Once;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.pin.KeyPartitioning;
import io.twinroute.runtime.pin.SourceEnds;
import java.util.List;

/** Where sources begin and end, looked up once for all routes that read them. Thread-safe. */
final class SourceStarts {

  private final Clusters clusters;
  private final Once<String, Start> starts = new Once<>();
  private final Once<Stretch, List<Long>> ends = new Once<>();

  SourceStarts(Clusters clusters) {
    this.clusters = clusters;
  }

  /**
   * Where a source begins.
   *
   * @param offsets the first offset that each partition still holds
   * @param foreign whether any of its first records is not in the partition of its key's hash
   */
  record Start(List<Long> offsets, boolean foreign) {}

  private record Stretch(String topic, List<Long> starts) {}

  /**
   * Where a topic begins.
   *
   * @throws io.twinroute.runtime.RouteFailedException if its cluster does not answer
   */
  Start of(SourceTopic source, int partitions) {
    return starts.get(source.address(), topic -> lookUp(source, partitions));
  }

  private Start lookUp(SourceTopic source, int partitions) {
    try (var consumer = clusters.consumer(source.cluster())) {
      List<Long> offsets = new SourceEnds(source, consumer).firstOffsets(partitions);
      return new Start(offsets, KeyPartitioning.isForeign(source, consumer, offsets));
    }
  }

  /**
   * The offset of the last record of each partition; see {@link SourceEnds#lastDataOffsets}.
   *
   * @throws io.twinroute.runtime.RouteFailedException if the cluster does not answer
   */
  List<Long> lastDataOffsets(SourceTopic source, List<Long> from) {
    return ends.get(
        new Stretch(source.address(), from),
        stretch -> {
          try (var consumer = clusters.consumer(source.cluster())) {
            return new SourceEnds(source, consumer).lastDataOffsets(from);
          }
        });
  }
}
