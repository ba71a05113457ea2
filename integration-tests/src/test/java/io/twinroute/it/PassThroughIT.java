package io.twinroute.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.plan.Engine;
import io.twinroute.it.support.Command;
import io.twinroute.it.support.CompactedOutputs;
import io.twinroute.it.support.Outputs;
import io.twinroute.it.support.ScenarioTopics;
import io.twinroute.it.support.ThreeClusters;
import io.twinroute.it.tier.SecondTier;
import io.twinroute.reference.ReferenceJoin;
import io.twinroute.reference.SourceLog;
import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Rendered;
import io.twinroute.scenario.RouteFileText;
import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes whose input passes through, on three real clusters and both packaged routers. */
@SecondTier
class PassThroughIT {

  private static final int PARTITIONS = 4;
  private static final int RANDOM = 4;

  @TempDir private Path folder;

  @Test
  void shouldWriteWhatTheReferenceExpectsOnBothEngines() throws Exception {
    // given
    RouteFileText file =
        new RouteFileText(
            ThreeClusters.east().bootstrapServers(),
            ThreeClusters.west().bootstrapServers(),
            ThreeClusters.central().bootstrapServers(),
            folder.toString());
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    try (ScenarioTopics east = new ScenarioTopics(ThreeClusters.east());
        ScenarioTopics west = new ScenarioTopics(ThreeClusters.west())) {
      for (Scenario original : passThroughs()) {
        String route = ThreeClusters.unique(original.name());
        Scenario scenario = original.withTopics(route + ".in", route + ".none");
        east.write(logs(scenario, "east"));
        west.write(logs(scenario, "west"));
        file.route(route, scenario, route + "-{engine}", PARTITIONS);
        scenarios.put(route, scenario);
      }
    }
    Path config = Files.writeString(folder.resolve("pass.yml"), file.text());

    for (String route : scenarios.keySet()) {
      CompactedOutputs.create(Outputs.plan(config, route), PARTITIONS);
    }

    // when
    Command.untilEndOnBoth(config);

    // then
    scenarios.forEach(
        (route, scenario) -> {
          for (Engine engine : Engines.all()) {
            assertThat(Outputs.lines(Outputs.plan(config, route), engine))
                .as("%s on %s: %s", scenario.name(), engine.id(), scenario.about())
                .isEqualTo(expected(scenario));
          }
        });
  }

  /** The topics' names are longer than the scenario's, so more is too large. */
  private static List<String> expected(Scenario scenario) {
    return Rendered.lines(
        new ReferenceJoin(scenario.reference()).output(scenario.left(), List.of()));
  }

  private static List<SourceLog> logs(Scenario scenario, String cluster) {
    return scenario.left().stream().filter(log -> log.cluster().equals(cluster)).toList();
  }

  private static List<Scenario> passThroughs() {
    Stream<Scenario> corpus =
        Scenarios.corpus().stream()
            .filter(scenario -> scenario.name().startsWith("pass-through-"))
            .filter(scenario -> !scenario.name().contains("timestamps"));
    Stream<Scenario> random =
        LongStream.iterate(1, seed -> seed + 1)
            .mapToObj(RandomScenario::of)
            .filter(scenario -> scenario.route().passesThrough())
            .limit(RANDOM);
    return Stream.concat(corpus, random).toList();
  }
}
