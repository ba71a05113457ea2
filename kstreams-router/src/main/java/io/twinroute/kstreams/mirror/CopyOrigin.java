package io.twinroute.kstreams.mirror;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.MirrorNames;
import io.twinroute.mirror.transform.SourceCoordinates;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.cluster.TopicTail;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Whether the copies that are there were made of the source as it is now. Their topic's name says
 * only the alias of its cluster: after a source was deleted and created again, or an alias was
 * given to another cluster, the copies are still those of the old one.
 */
public final class CopyOrigin {

  private final Cluster target;
  private final RouteInput input;
  private final String copies;
  private final TopicTail made;
  private final TopicTail source;

  private CopyOrigin(
      RoutePlan route,
      RouteInput input,
      Consumer<byte[], byte[]> ofTarget,
      Consumer<byte[], byte[]> ofSource) {
    this.target = route.output().cluster();
    this.input = input;
    this.copies = MirrorNames.remoteTopic(input);
    this.made = new TopicTail(target, copies, ofTarget);
    this.source = new TopicTail(input.cluster(), input.topic(), ofSource);
  }

  /** How a copy relates to what the source holds at its offset. */
  private enum Answer {
    SAME,
    OTHER,
    UNKNOWN
  }

  /**
   * Checks both inputs of a route. Of each, the newest copy of a partition is compared with the
   * source's record of the same offset, until one has shown that it is the same topic.
   *
   * @throws RouteFailedException if copies are of another topic, or a cluster gives no answer
   */
  public static void check(Clusters clusters, RoutePlan route) {
    for (RouteInput input : route.inputs()) {
      try (Consumer<byte[], byte[]> ofTarget = clusters.consumer(route.output().cluster());
          Consumer<byte[], byte[]> ofSource = clusters.consumer(input.cluster())) {
        new CopyOrigin(route, input, ofTarget, ofSource).check();
      }
    }
  }

  private void check() {
    int existing = source.partitions();
    int copied = made.partitions();
    for (int partition = 0; partition < copied; partition++) {
      ConsumerRecord<byte[], byte[]> copy = made.last(partition);
      Answer answer = copy == null ? Answer.UNKNOWN : compare(copy, existing);
      if (answer == Answer.SAME) {
        return;
      }
      if (copy != null && answer == Answer.OTHER) {
        throw foreign(copy);
      }
    }
  }

  private Answer compare(ConsumerRecord<byte[], byte[]> copy, int partitions) {
    Header header = SourceCoordinates.find(copy.headers());
    if (header == null) {
      return Answer.UNKNOWN; // the topology says so, where it reads it
    }
    int partition = SourceCoordinates.partition(header.value());
    long offset = SourceCoordinates.offset(header.value());
    if (partition >= partitions || offset >= source.end(partition)) {
      return Answer.OTHER;
    }
    // Null as well if retention or compaction has removed it since.
    @Nullable ConsumerRecord<byte[], byte[]> original = source.last(partition, offset, offset + 1);
    if (original == null) {
      return Answer.UNKNOWN;
    }
    boolean same =
        original.timestamp() == SourceCoordinates.timestamp(header.value())
            && Arrays.equals(original.key(), copy.key())
            && Arrays.equals(original.value(), copy.value());
    return same ? Answer.SAME : Answer.OTHER;
  }

  private RouteFailedException foreign(ConsumerRecord<byte[], byte[]> copy) {
    return new RouteFailedException(
        ("Topic '%1$s' on cluster %2$s holds copies of another topic than %3$s/%4$s is now: the one"
                + " at %1$s-%5$d@%6$d is of no record that it holds. It was deleted and created again,"
                + " or '%3$s' was another cluster when they were made. Give the cluster another alias,"
                + " so that all is copied anew beside them, and the route a new name if it has been"
                + " started under this one.")
            .formatted(
                copies,
                target,
                input.cluster().alias(),
                input.topic(),
                copy.partition(),
                copy.offset()));
  }
}
