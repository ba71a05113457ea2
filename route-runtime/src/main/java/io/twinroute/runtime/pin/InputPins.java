package io.twinroute.runtime.pin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.failure.Changed.OtherSource;
import io.twinroute.runtime.failure.Changed.SourceRecreated;
import io.twinroute.runtime.failure.Changed.SourceRepartitioned;
import java.util.List;

/**
 * What is fixed of one input when a route first starts.
 *
 * @param topic cluster alias and topic, as {@code east/orders}
 * @param topicId the cluster's own id of the topic
 * @param starts the start offset of each partition
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InputPins(String topic, String topicId, List<Long> starts) {

  /**
   * Checks that this input still reads the very topic that it was pinned to. The route's state is
   * about that topic's offsets and partitions, so with another one it is another route.
   *
   * @throws RouteFailedException if it does not
   */
  void mustFit(String route, FoundTopic now) {
    if (!topic.equals(now.name())) {
      throw new RouteFailedException(new OtherSource(route, topic, now.name()));
    }
    if (!topicId.equals(now.id())) {
      throw new RouteFailedException(new SourceRecreated(route, topic));
    }
    if (starts.size() != now.partitions()) {
      throw new RouteFailedException(
          new SourceRepartitioned(route, topic, starts.size(), now.partitions()));
    }
  }
}
