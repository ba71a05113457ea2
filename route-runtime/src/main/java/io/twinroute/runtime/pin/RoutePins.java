package io.twinroute.runtime.pin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.semantics.logic.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed when a route first starts, as {@code twinroute.pins} holds it in JSON.
 *
 * @param incarnation a random id of this route on these clusters
 * @param exchangePartitions partitions of the Streams exchange, 0 for none
 * @param join the join's type as in YAML: it decides what is kept, and which records wait
 * @param flinkState where Flink keeps the route's state; null until it has first run there
 * @param streamsLoss what the Streams router has lost of the sources; null for nothing
 * @param outputs the target cluster's own ids of the topics that the route has written to, by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoutePins(
    String incarnation,
    int exchangePartitions,
    String join,
    InputPins left,
    InputPins right,
    @Nullable String flinkState,
    @Nullable String streamsLoss,
    Map<String, String> outputs) {

  public RoutePins {
    // Earlier versions did not write them.
    outputs = outputs == null ? Map.of() : Map.copyOf(outputs);
  }

  RoutePins withFlinkState(String place) {
    return new RoutePins(
        incarnation, exchangePartitions, join, left, right, place, streamsLoss, outputs);
  }

  RoutePins withStreamsLoss(String reason) {
    return new RoutePins(
        incarnation, exchangePartitions, join, left, right, flinkState, reason, outputs);
  }

  /** With these topics added to those that the route writes to. */
  public RoutePins withOutputs(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(outputs);
    all.putAll(more);
    return new RoutePins(
        incarnation, exchangePartitions, join, left, right, flinkState, streamsLoss, all);
  }

  /**
   * Checks that an engine has lost nothing in an earlier run.
   *
   * @throws RouteFailedException if it has
   */
  void mustBeWhole(Engine engine) {
    if (engine == Engine.KSTREAMS && streamsLoss != null) {
      throw RouteFailedException.permanent(streamsLoss);
    }
  }

  /**
   * Checks that a topic still holds what the route has written to it.
   *
   * @param now the topic's id; null if the topic is not there
   * @throws RouteFailedException if it was deleted since
   */
  public void mustHold(RoutePlan route, String topic, @Nullable String now) {
    String then = outputs.get(topic);
    if (then != null && !then.equals(now)) {
      throw RouteFailedException.permanent(
          "Topic '%s' on cluster %s was deleted%s, and with it what route '%s' had written there. To have everything written anew, give the route a new name and new topics to write to."
              .formatted(
                  topic,
                  route.output().cluster(),
                  now == null ? "" : " and created again",
                  route.name()));
    }
  }

  public InputPins side(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /**
   * Checks that the route is still the one these pins were made for.
   *
   * @throws RouteFailedException if it is not
   */
  public void mustFit(RoutePlan route, FoundTopic leftNow, FoundTopic rightNow) {
    left.mustFit(route.name(), leftNow);
    right.mustFit(route.name(), rightNow);
    if (!join.equals(route.joinType())) {
      throw RouteFailedException.permanent(
          "Route '%s' was started with the join type '%s' and cannot go on with '%s'. Give the route a new name to start it anew."
              .formatted(route.name(), join, route.joinType()));
    }
    if (route.needsExchange() && exchangePartitions == 0) {
      throw RouteFailedException.permanent(
          "Route '%s' was started without an exchange and cannot go on with 'exchange: always' or 'key'. Give the route a new name to start it anew."
              .formatted(route.name()));
    }
  }
}
