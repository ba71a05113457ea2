package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.CompactedOutputs;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.ScenarioTopics;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.ContainerTier;
import io.twinroute.it.tier.FirstTier;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.reference.ReferenceJoin;
import io.twinroute.reference.SourceLog;
import io.twinroute.scenario.Rendered;
import io.twinroute.scenario.RouteFileText;
import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scenarios of the corpus on three real clusters and both packaged routers: some of them, since
 * each starts a Flink cluster and a Streams client of its own. {@code -Dtwinroute.corpus.step=1}
 * runs all that a broker can hold. The unit tests of each engine always run the whole corpus.
 */
@FirstTier
@SecondTier
@ContainerTier
class CorpusIT {

  /** So many routes in one process; each has a Flink cluster of its own there. */
  private static final int ROUTES_AT_ONCE = 12;

  /** Every how manyth scenario is run: the POM says so for each tier. */
  private static final int STEP = Integer.getInteger("twinroute.corpus.step", 12);

  private static final int PARTITIONS = 4;
  private static final long LARGEST_OFFSET = 5_000;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> shouldWriteWhatTheCorpusExpects() throws Exception {
    List<Scenario> corpus = chosen(Scenarios.corpus());
    List<DynamicTest> tests = new ArrayList<>();
    try (ScenarioTopics east = new ScenarioTopics(ThreeClusters.east());
        ScenarioTopics west = new ScenarioTopics(ThreeClusters.west())) {
      for (int from = 0; from < corpus.size(); from += ROUTES_AT_ONCE) {
        int to = Math.min(corpus.size(), from + ROUTES_AT_ONCE);
        run(corpus.subList(from, to), east, west, tests);
      }
    }
    return tests.stream();
  }

  private static List<Scenario> chosen(List<Scenario> corpus) {
    List<Scenario> writable = corpus.stream().filter(CorpusIT::canBeWritten).toList();
    return IntStream.range(0, writable.size())
        .filter(i -> i % STEP == 0 || hasUnusualTimes(writable.get(i)))
        .mapToObj(writable::get)
        .toList();
  }

  private static boolean canBeWritten(Scenario scenario) {
    return Stream.concat(scenario.left().stream(), scenario.right().stream())
        .flatMap(log -> log.records().stream())
        .allMatch(record -> record.offset() <= LARGEST_OFFSET);
  }

  /** Only real brokers, and the mirror in front of them, could refuse them. */
  private static boolean hasUnusualTimes(Scenario scenario) {
    long tomorrow = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
    return Stream.concat(scenario.left().stream(), scenario.right().stream())
        .flatMap(log -> log.records().stream())
        .anyMatch(record -> record.timestamp() < -1 || record.timestamp() > tomorrow);
  }

  private void run(
      List<Scenario> scenarios, ScenarioTopics east, ScenarioTopics west, List<DynamicTest> tests)
      throws Exception {
    RouteFileText file =
        new RouteFileText(
            ThreeClusters.east().bootstrapServers(),
            ThreeClusters.west().bootstrapServers(),
            ThreeClusters.central().bootstrapServers(),
            folder.toString());
    Path config = Files.createTempFile(folder, "corpus", ".yml");
    List<String> routes = new ArrayList<>();
    for (Scenario original : scenarios) {
      String route = ThreeClusters.unique(original.name());
      Scenario scenario = original.withTopics(route + ".l", route + ".r");
      east.write(logs(scenario, "east"));
      west.write(logs(scenario, "west"));
      routes.add(route);
      file.route(route, scenario, route + "-{engine}", PARTITIONS);
      for (Engine engine : Engines.all()) {
        tests.add(
            dynamicTest(
                original.name() + " on " + engine.id(),
                () -> mustBeAsExpected(Outputs.plan(config, route), scenario, engine)));
      }
    }
    Files.writeString(config, file.text());
    for (String route : routes) {
      CompactedOutputs.create(Outputs.plan(config, route), PARTITIONS);
    }
    Command.untilEndOnBoth(config);
  }

  private static List<SourceLog> logs(Scenario scenario, String cluster) {
    return Stream.concat(scenario.left().stream(), scenario.right().stream())
        .filter(log -> log.cluster().equals(cluster))
        .toList();
  }

  /**
   * By the reference, which gives what the corpus expects: the topics' names are longer than the
   * scenario's, so more is too large.
   */
  private static List<String> expected(Scenario scenario) {
    return Rendered.lines(
        new ReferenceJoin(scenario.reference()).output(scenario.left(), scenario.right()));
  }

  private static void mustBeAsExpected(RoutePlan plan, Scenario scenario, Engine engine) {
    assertThat(Outputs.lines(plan, engine)).as(scenario.about()).isEqualTo(expected(scenario));
  }
}
