package io.twinroute.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.other.FirstPartnerRule;
import io.twinroute.semantics.other.FirstPartnerScenario;
import io.twinroute.semantics.other.HashText;
import org.junit.jupiter.api.Test;

/** A logic and a format that the engine does not know run on it as they are. */
class OtherLogicTest {

  private final long seed = Long.getLong("twinroute.seed", System.nanoTime());

  @Test
  void shouldRunALogicAndAFormatOfSomebodyElseOnTheHeap() throws Exception {
    shouldEqualTheReference(Backends.HEAP, 100);
  }

  @Test
  void shouldRunALogicAndAFormatOfSomebodyElseOnRocksDb() throws Exception {
    shouldEqualTheReference(Backends.ROCKSDB, 10);
  }

  private void shouldEqualTheReference(Backends backend, int scenarios) throws Exception {
    System.out.println("OtherLogicTest seed: -Dtwinroute.seed=" + seed);
    for (long s = seed; s < seed + scenarios; s++) {
      FirstPartnerScenario of = FirstPartnerScenario.of(s);
      CrashingRun run =
          new CrashingRun(
              of.scenario(), route -> other(route, of.rule()), backend, Wiring.SOUND, s);
      assertThat(run.lines(1 + (int) Math.floorMod(s, 3L)))
          .as("-Dtwinroute.seed=%d", s)
          .containsExactlyElementsOf(of.scenario().expectedLines());
    }
  }

  private static PinnedRoute other(PinnedRoute route, FirstPartnerRule rule) {
    RoutePlan plan = other(route.plan(), rule);
    return new PinnedRoute(
        plan,
        route.incarnation(),
        route.inputs().stream()
            .map(at -> new PinnedInput(plan.input(at.input().index()), at.topics()))
            .toList(),
        route.repartitionPartitions(),
        route.limit(),
        route.untilEnd());
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
