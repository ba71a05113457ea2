package io.twinroute.runtime.pin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed when a route first starts, as {@code twinroute.pins} holds it in JSON.
 *
 * @param incarnation a random id of this route on these clusters
 * @param repartitionPartitions partitions of the Streams repartition topic, 0 for none
 * @param rule the type of the route's rule as in YAML: it decides what is kept, and which records
 *     wait
 * @param inputs what is fixed of each input
 * @param flinkState where Flink keeps the route's state; null until it has first run there
 * @param streamsLoss what the Streams router has lost of the sources; null for nothing
 * @param outputs the target cluster's own ids of the topics that the route has written to, by name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoutePins(
    String incarnation,
    int repartitionPartitions,
    String rule,
    List<InputPins> inputs,
    @Nullable String flinkState,
    @Nullable String streamsLoss,
    Map<String, String> outputs) {

  public RoutePins {
    inputs = List.copyOf(inputs);
    outputs = outputs == null ? Map.of() : Map.copyOf(outputs); // earlier versions wrote none
  }

  RoutePins withFlinkState(String place) {
    return new RoutePins(
        incarnation, repartitionPartitions, rule, inputs, place, streamsLoss, outputs);
  }

  RoutePins withStreamsLoss(String reason) {
    return new RoutePins(
        incarnation, repartitionPartitions, rule, inputs, flinkState, reason, outputs);
  }

  /** With these topics added to those that the route writes to. */
  public RoutePins withOutputs(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(outputs);
    all.putAll(more);
    return new RoutePins(
        incarnation, repartitionPartitions, rule, inputs, flinkState, streamsLoss, all);
  }

  /**
   * Checks that an engine has lost nothing in an earlier run.
   *
   * @throws RouteFailedException if it has
   */
  void mustBeWhole(Engine engine) {
    if (engine.id().equals("kstreams") && streamsLoss != null) {
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

  /** What is fixed of the input at a place among the route's. */
  public InputPins input(int index) {
    return inputs.get(index);
  }

  /**
   * Checks that the route is still the one these pins were made for.
   *
   * @throws RouteFailedException if it is not
   */
  public void mustFit(RoutePlan route, List<FoundTopic> now) {
    for (int input = 0; input < inputs.size(); input++) {
      inputs.get(input).mustFit(route.name(), now.get(input));
    }
    if (!rule.equals(route.rule().type())) {
      throw RouteFailedException.permanent(
          "Route '%s' was started with the type '%s' and cannot resume with '%s'. Give the route a new name to start it anew."
              .formatted(route.name(), rule, route.rule().type()));
    }
    if (route.needsRepartition() && repartitionPartitions == 0) {
      throw RouteFailedException.permanent(
          "Route '%s' was started without a repartition topic and cannot resume with 'repartition: always' or 'key'. Give the route a new name to start it anew."
              .formatted(route.name()));
    }
  }
}
