package io.twinroute.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.parity.Comparison;
import io.twinroute.parity.ExpectedOutput;
import io.twinroute.parity.ParityException;
import io.twinroute.parity.RecordSource;
import io.twinroute.parity.TopicReader;
import io.twinroute.parity.TopicRecord;
import io.twinroute.reference.LogHeader;
import io.twinroute.runtime.cluster.KafkaClusters;
import io.twinroute.runtime.pin.PinnedLimit;
import io.twinroute.scenario.Rendered;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.SizeLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What an engine wrote, compared with the reference. */
public final class Outputs {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Each look reads whole topics: more of them would slow down what they wait for. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private Outputs() {}

  /** Waits for what engines are to write; topics that are not there yet are waited for, too. */
  public static ConditionFactory await() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(PAUSE)
        .ignoreExceptionsInstanceOf(ParityException.class);
  }

  /**
   * Asserts that every record that the engine wrote equals the reference's in key, value,
   * timestamp, headers and partition: results, late records and dead letters.
   *
   * @return how many results that are
   */
  public static long mustEqualReference(Path config, String route, Engine engine) {
    RoutePlan plan = plan(config, route);
    return mustEqual(plan, expected(plan), engine);
  }

  /** What is to be written for what the sources hold now. */
  public static ExpectedOutput expected(RoutePlan plan) {
    return ExpectedOutput.of(
        plan,
        PinnedLimit.of(new KafkaClusters(), plan).orElse(SizeLimit.DEFAULT),
        TopicReader.openSources(plan));
  }

  /** As {@link #mustEqualReference}, for sources that have not changed since they were read. */
  public static long mustEqual(RoutePlan plan, ExpectedOutput expected, Engine engine) {
    Output output = plan.output();
    mustEqual(plan, output.lateTopic(engine).orElseThrow(), expected::late);
    mustEqual(plan, output.deadLetterTopic(engine).orElseThrow(), expected::deadLetters);
    return mustEqual(plan, output.topic(engine), expected::results);
  }

  private static long mustEqual(RoutePlan plan, String topic, IntFunction<RecordSource> expected) {
    TopicReader written = TopicReader.open(plan.output().cluster(), topic);
    Comparison comparison = Comparison.of(expected.apply(written.partitions()), written);
    assertThat(comparison.identical())
        .as(
            "%s: reference=%d written=%d differing=%d%n%s",
            topic,
            comparison.left(),
            comparison.right(),
            comparison.differing(),
            comparison.first())
        .isTrue();
    return comparison.right();
  }

  /** How many results the engine has written; none if the topic is not there yet. */
  public static long count(Path config, String route, Engine engine) {
    RoutePlan plan = plan(config, route);
    AtomicLong count = new AtomicLong();
    try {
      TopicReader.open(plan.output().cluster(), plan.output().topic(engine))
          .forEach(record -> count.incrementAndGet());
    } catch (ParityException e) {
      return 0;
    }
    return count.get();
  }

  /** Everything the engine wrote, results and rejected records, as sorted lines. */
  public static List<String> lines(RoutePlan plan, Engine engine) {
    Output output = plan.output();
    List<String> lines = new ArrayList<>();
    TopicReader.open(output.cluster(), output.topic(engine))
        .forEach(
            r ->
                lines.add(
                    Rendered.result(r.partition(), r.key(), r.value(), r.timestamp(), headers(r))));
    TopicReader.open(output.cluster(), output.lateTopic(engine).orElseThrow())
        .forEach(
            r ->
                lines.add(
                    Rendered.late(r.partition(), r.key(), r.value(), r.timestamp(), headers(r))));
    TopicReader.open(output.cluster(), output.deadLetterTopic(engine).orElseThrow())
        .forEach(r -> lines.add(deadLetter(r)));
    return lines.stream().sorted().toList();
  }

  /** The placeholder for a result has no coordinates but those in its id. */
  private static String deadLetter(TopicRecord r) {
    return r.headers().stream().noneMatch(h -> h.key().equals(RejectedRecord.COORDINATES_HEADER))
        ? Rendered.tooLarge(r.partition(), r.key(), r.timestamp(), headers(r))
        : Rendered.deadLetter(r.partition(), r.key(), r.value(), r.timestamp(), headers(r));
  }

  private static List<LogHeader> headers(TopicRecord record) {
    return record.headers().stream().map(h -> new LogHeader(h.key(), h.value())).toList();
  }

  public static RoutePlan plan(Path config, String route) {
    try {
      return RouteFiles.read(config).routes().stream()
          .filter(plan -> plan.name().equals(route))
          .findFirst()
          .orElseThrow();
    } catch (InvalidRouteFileException e) {
      throw new AssertionError(e);
    }
  }
}
