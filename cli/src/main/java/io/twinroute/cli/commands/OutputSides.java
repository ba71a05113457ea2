package io.twinroute.cli.commands;

import io.twinroute.config.Engine;
import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sides that verifying a route compares. */
public final class OutputSides {
  private static final String REFERENCE = "reference";

  private OutputSides() {}

  /**
   * Both engines' outputs, by the engines' names; with {@code reference}, before them what the
   * route must have written for all that its sources hold.
   *
   * @throws io.twinroute.parity.ParityException if a topic cannot be read
   */
  public static Map<String, RecordSource> of(RoutePlan route, boolean reference) {
    Map<String, TopicReader> outputs = new LinkedHashMap<>();
    for (Engine engine : Engine.values()) {
      outputs.put(
          engine.id(), TopicReader.open(route.output().cluster(), route.output().topic(engine)));
    }
    Map<String, RecordSource> sides = new LinkedHashMap<>();
    if (reference) {
      int partitions = outputs.values().iterator().next().partitions();
      sides.put(
          REFERENCE, ExpectedOutput.of(route, open(route.left()), open(route.right()), partitions));
    }
    sides.putAll(outputs);
    return sides;
  }

  private static TopicReader open(SourceSide side) {
    return TopicReader.open(side.cluster(), side.topic());
  }
}
