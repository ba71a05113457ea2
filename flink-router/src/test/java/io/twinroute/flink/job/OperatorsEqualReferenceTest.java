package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.ScenarioText;
import io.twinroute.scenario.Scenarios;
import io.twinroute.scenario.Shrinker;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The job's operators through crashes and rescales, against the reference over whole logs. */
class OperatorsEqualReferenceTest {

  private static final int SEEDS = Integer.getInteger("twinroute.seeds", 2_000);

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @Test
  @Tag("long")
  void shouldEqualTheReferenceOnTheHeapThroughCrashesAndRescales() {
    shouldEqualTheReference(Backends.HEAP, SEEDS);
  }

  @Test
  void shouldEqualTheReferenceOnRocksDbThroughCrashesAndRescales() {
    shouldEqualTheReference(Backends.ROCKSDB, 25);
  }

  private void shouldEqualTheReference(Backends backend, int scenarios) {
    System.out.println("OperatorsEqualReferenceTest seed: -Dtwinroute.seed=" + seed);
    for (long s = seed; s < seed + scenarios; s++) {
      shouldEqualTheReference(RandomScenario.of(s), backend, s);
    }
  }

  private static void shouldEqualTheReference(Scenario scenario, Backends backend, long seed) {
    int crashes = 1 + (int) Math.floorMod(seed, 3L);
    if (isDifferent(scenario, backend, crashes, seed)) {
      Scenario small =
          Shrinker.shrink(scenario, shrunk -> isDifferent(shrunk, backend, crashes, seed), 500);
      assertThat(lines(small, backend, crashes, seed))
          .as("-Dtwinroute.seed=%d, made smaller:%n%s", seed, ScenarioText.of(small))
          .isEqualTo(small.expectedLines());
    }
  }

  private static boolean isDifferent(Scenario scenario, Backends backend, int crashes, long seed) {
    return !lines(scenario, backend, crashes, seed).equals(scenario.expectedLines());
  }

  private static List<String> lines(Scenario scenario, Backends backend, int crashes, long seed) {
    try {
      return new CrashingRun(scenario, backend, Wiring.SOUND, seed).lines(crashes);
    } catch (Exception e) {
      throw new AssertionError("-Dtwinroute.seed=" + seed, e);
    }
  }

  static List<Scenario> corpus() {
    return Scenarios.corpus();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void shouldWriteWhatTheScenarioExpects(Scenario scenario) {
    shouldWriteWhatTheScenarioExpects(scenario, Backends.HEAP, 0);
    shouldWriteWhatTheScenarioExpects(scenario, Backends.HEAP, 2);
    shouldWriteWhatTheScenarioExpects(scenario, Backends.ROCKSDB, 1);
  }

  private void shouldWriteWhatTheScenarioExpects(Scenario scenario, Backends backend, int crashes) {
    assertThat(lines(scenario, backend, crashes, seed))
        .as("%s, -Dtwinroute.seed=%d", scenario.about(), seed)
        .isEqualTo(scenario.expectedLines());
  }
}
