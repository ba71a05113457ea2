package io.twinroute.runtime.supervise;

import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.watch.shared.Copies;
import java.util.Map;

/**
 * The copies that a route reads instead of its sources.
 *
 * @param cluster where they are
 * @param group the consumer group whose offsets say what of them is committed
 * @param topics of each source its copies, whose partitions are those of the source
 */
public record ReadCopies(Cluster cluster, String group, Map<SourceTopic, Copies> topics) {

  public ReadCopies {
    topics = Map.copyOf(topics);
  }
}
