package io.twinroute.cli.commands;

import io.twinroute.config.Engine;
import io.twinroute.config.Output;
import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sides that verifying a route compares, for each kind of topic that it writes. */
public final class OutputSides {
  private static final String REFERENCE = "reference";

  private final RoutePlan route;
  private final @Nullable ExpectedOutput expected;

  private OutputSides(RoutePlan route, @Nullable ExpectedOutput expected) {
    this.route = route;
    this.expected = expected;
  }

  /**
   * Both engines' outputs, by the engines' names; with {@code reference}, before them what the
   * route must have written for all that its sources hold.
   *
   * @throws io.twinroute.parity.ParityException if a topic cannot be read
   */
  public static OutputSides of(RoutePlan route, boolean reference) {
    return new OutputSides(
        route,
        reference ? ExpectedOutput.of(route, open(route.left()), open(route.right())) : null);
  }

  /** The results. */
  public Map<String, RecordSource> results() {
    Output output = route.output();
    return sides(output::topic, ExpectedOutput::results);
  }

  /** The late records; empty if the route only counts them. */
  public Optional<Map<String, RecordSource>> late() {
    return route.output().lateTopicTemplate() == null
        ? Optional.empty()
        : Optional.of(sides(e -> route.output().lateTopic(e).orElseThrow(), ExpectedOutput::late));
  }

  /** The dead letters; empty if the route only counts them. */
  public Optional<Map<String, RecordSource>> deadLetters() {
    return route.output().deadLetterTopicTemplate() == null
        ? Optional.empty()
        : Optional.of(
            sides(
                e -> route.output().deadLetterTopic(e).orElseThrow(), ExpectedOutput::deadLetters));
  }

  private Map<String, RecordSource> sides(
      Function<Engine, String> topic, ToExpected expectedRecords) {
    Map<String, TopicReader> outputs = new LinkedHashMap<>();
    for (Engine engine : Engine.values()) {
      outputs.put(engine.id(), TopicReader.open(route.output().cluster(), topic.apply(engine)));
    }
    Map<String, RecordSource> sides = new LinkedHashMap<>();
    if (expected != null) {
      int partitions = outputs.values().iterator().next().partitions();
      sides.put(REFERENCE, expectedRecords.of(expected, partitions));
    }
    sides.putAll(outputs);
    return sides;
  }

  @FunctionalInterface
  private interface ToExpected {
    RecordSource of(ExpectedOutput expected, int partitions);
  }

  private static TopicReader open(SourceSide side) {
    return TopicReader.open(side.cluster(), side.topic());
  }
}
