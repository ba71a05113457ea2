package io.twinroute.runtime.pin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
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
      throw unfit(route, "cannot resume on %s".formatted(now.name()));
    }
    if (!topicId.equals(now.id())) {
      throw unfit(route, "cannot resume: the topic has been deleted and created again since");
    }
    if (starts.size() != now.partitions()) {
      throw unfit(
          route,
          "cannot resume: the partition count changed from %d to %d"
              .formatted(starts.size(), now.partitions()));
    }
  }

  private RouteFailedException unfit(String route, String why) {
    return RouteFailedException.permanent(
        "Route '%s' was started on %s and %s. Give the route a new name to start it anew."
            .formatted(route, topic, why));
  }
}
