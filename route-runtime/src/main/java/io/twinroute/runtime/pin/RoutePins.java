package io.twinroute.runtime.pin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.FoundTopic;
import io.twinroute.runtime.failure.Changed.OtherLimit;
import io.twinroute.runtime.failure.Changed.OtherRule;
import io.twinroute.runtime.failure.Changed.OutputDeleted;
import io.twinroute.runtime.failure.Changed.RepartitionAdded;
import io.twinroute.runtime.failure.Lost;
import io.twinroute.semantics.record.SizeLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed when a route first starts, as {@code twinroute.pins} holds it in JSON.
 *
 * @param incarnation a random id of this route on these clusters
 * @param repartitionPartitions partitions of the repartition topic, 0 for none
 * @param rule the type of the route's rule as in YAML: it decides what is kept, and which records
 *     wait
 * @param maxRecordBytes how large its records and results may be, on either engine
 * @param inputs what is fixed of each input
 * @param engines what is known of its runs on each engine, by the engine's id
 * @param outputs the target cluster's own ids of the topics that the route has written to, by name
 * @param installation a random id that the routes of one file have in common: whose the route is;
 *     null if it was last started by a version that knew none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoutePins(
    String incarnation,
    int repartitionPartitions,
    String rule,
    int maxRecordBytes,
    List<InputPins> inputs,
    Map<String, EnginePins> engines,
    Map<String, String> outputs,
    @Nullable String installation) {

  /**
   * @throws IllegalArgumentException if there is no limit: an earlier build knew none
   */
  public RoutePins {
    if (maxRecordBytes < 1) {
      throw new IllegalArgumentException("no limit on the size of records");
    }
    inputs = List.copyOf(inputs);
    engines = engines == null ? Map.of() : Map.copyOf(engines); // none before the first run
    outputs = outputs == null ? Map.of() : Map.copyOf(outputs); // earlier versions wrote none
  }

  /** What is known of the route's runs on an engine. */
  EnginePins on(String engine) {
    return engines.getOrDefault(engine, EnginePins.NONE);
  }

  /** Where an engine keeps the route's state; empty if it has not run the route yet. */
  public Optional<String> statePlace(String engine) {
    return Optional.ofNullable(on(engine).statePlace());
  }

  RoutePins withStatePlace(String engine, String place) {
    return with(engine, new EnginePins(place, on(engine).loss()));
  }

  RoutePins withLoss(String engine, Lost loss) {
    return with(engine, new EnginePins(on(engine).statePlace(), loss));
  }

  private RoutePins with(String engine, EnginePins pins) {
    Map<String, EnginePins> all = new LinkedHashMap<>(engines);
    all.put(engine, pins);
    return with(all, outputs, installation);
  }

  /** With these topics added to those that the route writes to. */
  public RoutePins withOutputs(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(outputs);
    all.putAll(more);
    return with(engines, all, installation);
  }

  /** As those of a route of this installation. */
  public RoutePins of(String owner) {
    return with(engines, outputs, owner);
  }

  /** The rest stays for as long as the route lives. */
  private RoutePins with(
      Map<String, EnginePins> someEngines, Map<String, String> topics, @Nullable String owner) {
    return new RoutePins(
        incarnation,
        repartitionPartitions,
        rule,
        maxRecordBytes,
        inputs,
        someEngines,
        topics,
        owner);
  }

  /**
   * Checks that an engine has lost nothing in an earlier run.
   *
   * @throws RouteFailedException if it has
   */
  void mustBeWhole(Engine engine) {
    Lost loss = on(engine.id()).loss();
    if (loss != null) {
      throw new RouteFailedException(loss);
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
      throw new RouteFailedException(
          new OutputDeleted(route.name(), route.output().cluster(), topic, now != null));
    }
  }

  /** How large the route's records and results may be. */
  public SizeLimit limit() {
    return new SizeLimit(maxRecordBytes);
  }

  /** What is fixed of the input at a place among the route's. */
  public InputPins input(int index) {
    return inputs.get(index);
  }

  /**
   * Checks that a topic is still the one that the route was started on.
   *
   * @param input the place of its input among the route's
   * @param topic its place among the input's topics
   * @throws RouteFailedException if it is not
   */
  public void mustFit(RoutePlan route, int input, int topic, FoundTopic now) {
    inputs.get(input).topics().get(topic).mustFit(route.name(), now);
  }

  /**
   * Checks that the route is still the one these pins were made for.
   *
   * @param now by input, what is there of each of its topics
   * @throws RouteFailedException if it is not
   */
  public void mustFit(RoutePlan route, List<List<FoundTopic>> now) {
    if (inputs.size() != now.size()) {
      throw new RouteFailedException(new OtherRule(route.name(), rule, route.rule().type()));
    }
    for (int input = 0; input < inputs.size(); input++) {
      inputs.get(input).mustFit(route.name(), now.get(input));
    }
    if (!rule.equals(route.rule().type())) {
      throw new RouteFailedException(new OtherRule(route.name(), rule, route.rule().type()));
    }
    Integer asked = route.maxRecordBytes();
    if (asked != null && asked != maxRecordBytes) {
      throw new RouteFailedException(new OtherLimit(route.name(), maxRecordBytes, asked));
    }
    if (route.needsRepartition() && repartitionPartitions == 0) {
      throw new RouteFailedException(new RepartitionAdded(route.name()));
    }
  }
}
