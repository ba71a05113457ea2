package io.twinroute.kstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.other.FirstPartnerRule;
import io.twinroute.semantics.other.FirstPartnerScenario;
import io.twinroute.semantics.other.HashText;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A logic and a format that the engine does not know run on it as they are. */
class OtherLogicTest {

  private static final int SCENARIOS = 150;

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @Test
  void shouldRunALogicAndAFormatOfSomebodyElse() {
    System.out.println("OtherLogicTest seed: -Dtwinroute.seed=" + seed);
    for (long s = seed; s < seed + SCENARIOS; s++) {
      FirstPartnerScenario of = FirstPartnerScenario.of(s);
      ScenarioRoutes routes = new ScenarioRoutes(of.scenario(), plan -> other(plan, of.rule()));
      assertThat(ScenarioRun.of(of.scenario(), routes, new Random(s)))
          .as("-Dtwinroute.seed=%d", s)
          .containsExactlyElementsOf(of.scenario().expectedLines());
    }
  }

  /** The same route with another logic, and with texts for values. */
  private static RoutePlan other(RoutePlan plan, FirstPartnerRule rule) {
    return new RoutePlan(
        plan.name(),
        plan.inputs().stream()
            .map(
                input ->
                    new RouteInput(
                        input.index(),
                        input.name(),
                        input.topics(),
                        input.as(),
                        HashText.HASH_TEXT,
                        input.lateness(),
                        input.key(),
                        input.silenceAfter()))
            .toList(),
        rule,
        plan.output(),
        plan.delivery(),
        plan.repartition(),
        plan.parallelism(),
        null);
  }
}
