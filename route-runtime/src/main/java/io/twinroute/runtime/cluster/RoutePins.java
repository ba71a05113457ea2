package io.twinroute.runtime.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.config.Exchange;
import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.runtime.RouteFailedException;
import java.util.List;
import java.util.Map;

/**
 * What is fixed when a route first starts, as {@code twinroute.pins} holds it in JSON.
 *
 * @param incarnation a random id of this route on these clusters
 * @param exchangePartitions partitions of the Streams exchange, 0 for none
 * @param starts for each {@code cluster/topic}, the start offset of each partition
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RoutePins(String incarnation, int exchangePartitions, Map<String, List<Long>> starts) {

  static String key(SourceSide source) {
    return source.cluster().alias() + "/" + source.topic();
  }

  /**
   * Checks that the route is still the one these pins were made for. Its state is laid out for
   * them, so a route that reads other topics or exchanges anew is another route.
   *
   * @throws RouteFailedException if it is not
   */
  void mustFit(RoutePlan route) {
    for (SourceSide side : route.sides()) {
      if (!starts.containsKey(key(side))) {
        throw RouteFailedException.permanent(
            "Route '%s' was started on %s and cannot go on with %s. Give the route a new name to read other topics."
                .formatted(route.name(), String.join(" and ", starts.keySet()), key(side)));
      }
    }
    if (route.exchange() == Exchange.ALWAYS && exchangePartitions == 0) {
      throw RouteFailedException.permanent(
          "Route '%s' was started without an exchange and cannot go on with 'exchange: always'. Give the route a new name."
              .formatted(route.name()));
    }
  }

  /** The start offsets of a side that {@link #mustFit} has let through. */
  List<Long> startsOf(SourceSide side) {
    List<Long> ofSide = starts.get(key(side));
    if (ofSide == null) {
      throw new IllegalStateException("no pins for " + key(side));
    }
    return ofSide;
  }
}
