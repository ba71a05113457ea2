package io.twinroute.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {

  private static final int ORDERS = 10;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @ParameterizedTest
  @MethodSource("corpus")
  void shouldWriteWhatTheScenarioExpects(Scenario scenario) {
    RouteCheck check = new RouteCheck();
    for (long s = seed; s < seed + ORDERS; s++) {
      assertThat(check.run(scenario, s).lines())
          .as("-Dtwinroute.seed=%d: %s", s, scenario.about())
          .isEqualTo(scenario.expectedLines());
    }
  }

  private static List<Scenario> corpus() {
    return Scenarios.corpus();
  }
}
