package io.twinroute.runtime.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.config.Exchange;
import io.twinroute.config.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.semantics.Side;

/**
 * What is fixed when a route first starts, as {@code twinroute.pins} holds it in JSON.
 *
 * @param incarnation a random id of this route on these clusters
 * @param exchangePartitions partitions of the Streams exchange, 0 for none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RoutePins(String incarnation, int exchangePartitions, SidePins left, SidePins right) {

  SidePins side(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /**
   * Checks that the route is still the one these pins were made for.
   *
   * @throws RouteFailedException if it is not
   */
  void mustFit(RoutePlan route, SourceTopic leftNow, SourceTopic rightNow) {
    left.mustFit(route.name(), leftNow);
    right.mustFit(route.name(), rightNow);
    if (route.exchange() == Exchange.ALWAYS && exchangePartitions == 0) {
      throw RouteFailedException.permanent(
          "Route '%s' was started without an exchange and cannot go on with 'exchange: always'. Give the route a new name to start it anew."
              .formatted(route.name()));
    }
  }
}
