package io.twinroute.cli.commands;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.cluster.contact.Contact;
import io.twinroute.runtime.pin.PinnedLimit;
import io.twinroute.semantics.record.SizeLimit;
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
   * Both engines' outputs, by the engines' names; with {@code reference}, before them the
   * reference: what the route must have written for all that its sources hold.
   *
   * @throws io.twinroute.parity.ParityException if a topic cannot be read
   * @throws io.twinroute.runtime.RouteFailedException if an address is not a Kafka cluster's, or
   *     the route's pins cannot be read
   */
  public static OutputSides of(RoutePlan route, boolean reference) {
    route.clusters().forEach(Contact::mustBeSafe);
    return new OutputSides(
        route,
        reference ? ExpectedOutput.of(route, limit(route), TopicReader.openSources(route)) : null);
  }

  /** A route that has run keeps its pinned limit, whatever its file says. */
  private static SizeLimit limit(RoutePlan route) {
    return PinnedLimit.of(new KafkaClusters(), route).orElse(SizeLimit.DEFAULT);
  }

  /** The results. */
  public Map<String, RecordSource> results() {
    Map<Engine, TopicReader> outputs = new LinkedHashMap<>();
    for (Engine engine : Engines.all()) {
      outputs.put(engine, TopicReader.open(route.output().cluster(), route.output().topic(engine)));
    }
    return sides(outputs, ExpectedOutput::results);
  }

  /** The late records; empty if the route only counts them, or neither engine has the topic. */
  public Optional<Map<String, RecordSource>> late() {
    return rejected(route.output()::lateTopic, ExpectedOutput::late);
  }

  /** The dead letters; empty if the route only counts them, or neither engine has the topic. */
  public Optional<Map<String, RecordSource>> deadLetters() {
    return rejected(route.output()::deadLetterTopic, ExpectedOutput::deadLetters);
  }

  private Optional<Map<String, RecordSource>> rejected(
      Function<Engine, Optional<String>> topic, ToExpected expectedRecords) {
    Map<Engine, TopicReader> outputs = new LinkedHashMap<>();
    for (Engine engine : Engines.all()) {
      topic
          .apply(engine)
          .flatMap(name -> TopicReader.find(route.output().cluster(), name))
          .ifPresent(reader -> outputs.put(engine, reader));
    }
    return outputs.isEmpty() ? Optional.empty() : Optional.of(sides(outputs, expectedRecords));
  }

  /** An engine without a topic has written nothing. */
  private Map<String, RecordSource> sides(
      Map<Engine, TopicReader> outputs, ToExpected expectedRecords) {
    Map<String, RecordSource> sides = new LinkedHashMap<>();
    if (expected != null) {
      int partitions = outputs.values().iterator().next().partitions();
      sides.put(REFERENCE, expectedRecords.of(expected, partitions));
    }
    for (Engine engine : Engines.all()) {
      TopicReader output = outputs.get(engine);
      sides.put(engine.id(), output == null ? action -> {} : output);
    }
    return sides;
  }

  @FunctionalInterface
  private interface ToExpected {
    RecordSource of(ExpectedOutput expected, int partitions);
  }
}
