package io.twinroute.runtime.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.config.Exchange;
import io.twinroute.config.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.semantics.JoinRule;
import io.twinroute.semantics.Side;
import java.util.Objects;

/**
 * What is fixed when a route first starts, as {@code twinroute.pins} holds it in JSON.
 *
 * @param incarnation a random id of this route on these clusters
 * @param exchangePartitions partitions of the Streams exchange, 0 for none
 * @param join the kind of join, which decides what the state is: {@link #WINDOW} or {@link #LOOKUP}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RoutePins(
    String incarnation, int exchangePartitions, String join, SidePins left, SidePins right) {

  private static final String WINDOW = "window";
  private static final String LOOKUP = "lookup";

  /** Pins that were written before there were lookups do not name the kind. */
  RoutePins {
    join = Objects.requireNonNullElse(join, WINDOW);
  }

  /** What {@code join} is for a route. */
  static String kindOf(JoinRule join) {
    return join instanceof JoinRule.Lookup ? LOOKUP : WINDOW;
  }

  /** Whether the route asks for an exchange: a field says nothing about where its record lies. */
  static boolean needsExchange(RoutePlan route) {
    return route.exchange() == Exchange.ALWAYS
        || route.sides().stream().anyMatch(side -> side.key() != null);
  }

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
    if (!join.equals(kindOf(route.join()))) {
      throw RouteFailedException.permanent(
          "Route '%s' was started as a %s join and cannot go on as a %s join. Give the route a new name to start it anew."
              .formatted(route.name(), join, kindOf(route.join())));
    }
    if (needsExchange(route) && exchangePartitions == 0) {
      throw RouteFailedException.permanent(
          "Route '%s' was started without an exchange and cannot go on with 'exchange: always' or 'key'. Give the route a new name to start it anew."
              .formatted(route.name()));
    }
  }
}
