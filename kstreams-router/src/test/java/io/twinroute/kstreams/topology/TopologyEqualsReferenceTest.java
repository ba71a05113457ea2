package io.twinroute.kstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.Scenarios;
import io.twinroute.scenario.Shrinker;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The topology through rewinding mirrors and restarts, against the reference over whole logs. */
class TopologyEqualsReferenceTest {

  private static final int SEEDS = Integer.getInteger("twinroute.seeds", 2_000);

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  static Stream<Scenario> corpus() {
    return Scenarios.corpus().stream();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void shouldWriteWhatTheCorpusExpects(Scenario scenario) {
    assertThat(ScenarioRun.of(scenario, new Random(seed)))
        .as("-Dtwinroute.seed=%d: %s", seed, scenario.about())
        .isEqualTo(scenario.expectedLines());
  }

  @Test
  @Tag("long")
  void shouldWriteWhatTheReferenceDoesForRandomRoutes() {
    System.out.println("TopologyEqualsReferenceTest seed: -Dtwinroute.seed=" + seed);
    long lines = 0;
    for (long s = seed; s < seed + SEEDS; s++) {
      Scenario scenario = RandomScenario.of(s);
      List<String> written = ScenarioRun.of(scenario, new Random(s));
      if (!written.equals(scenario.expectedLines())) {
        fail(scenario, s);
      }
      lines += written.size();
    }
    assertThat(lines).isGreaterThan(SEEDS);
  }

  private static void fail(Scenario scenario, long s) {
    Scenario shrunk =
        Shrinker.shrink(
            scenario, c -> !ScenarioRun.of(c, new Random(s)).equals(c.expectedLines()), 300);
    assertThat(ScenarioRun.of(shrunk, new Random(s)))
        .as("-Dtwinroute.seed=%d, shrunk to:%n%s", s, shrunk)
        .isEqualTo(shrunk.expectedLines());
  }
}
