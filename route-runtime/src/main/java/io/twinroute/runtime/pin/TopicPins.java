package io.twinroute.runtime.pin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.failure.Changed.SourceRecreated;
import io.twinroute.runtime.failure.Changed.SourceRepartitioned;
import java.util.List;

/**
 * What is fixed of a topic of an input when a route first starts.
 *
 * @param topic cluster alias and topic, as {@code east/orders}
 * @param topicId the cluster's own id of the topic
 * @param starts the start offset of each partition
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TopicPins(String topic, String topicId, List<Long> starts) {

  /**
   * Checks that this is still the very topic. The route's state is about its offsets and
   * partitions.
   *
   * @throws RouteFailedException if it is not
   */
  void mustFit(String route, FoundTopic now) {
    if (!topicId.equals(now.id())) {
      throw new RouteFailedException(new SourceRecreated(route, topic));
    }
    if (starts.size() != now.partitions()) {
      throw new RouteFailedException(
          new SourceRepartitioned(route, topic, starts.size(), now.partitions()));
    }
  }
}
