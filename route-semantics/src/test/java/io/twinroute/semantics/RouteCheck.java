package io.twinroute.semantics;

import io.twinroute.scenario.RandomScenario;
import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.ScenarioText;
import io.twinroute.scenario.Shrinker;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs scenarios and compares what was written with what the reference expects.
 *
 * @param parts what a run of a scenario is put together from
 */
record RouteCheck(Function<Scenario, RouteParts> parts) {

  private static final int TRIES = 2_000;

  /** In how many orders the scenario of a seed is run. */
  static int orders(long seed) {
    return seed % 4 == 0 ? 3 : 1;
  }

  /** The parts as they are. */
  RouteCheck() {
    this(RouteParts::new);
  }

  /** A run in the order that this seed gives. */
  RouteRun run(Scenario scenario, long order) {
    RouteRun run = new RouteRun(scenario, parts.apply(scenario), new Random(order));
    run.untilEnd(scenario.left(), scenario.right());
    return run;
  }

  /** Whether any of this seed's orders gives something else than expected. */
  boolean differs(long seed) {
    Scenario scenario = RandomScenario.of(seed);
    return IntStream.range(0, orders(seed))
        .anyMatch(order -> differs(scenario, orderSeed(seed, order)));
  }

  private static long orderSeed(long seed, int order) {
    return 31 * seed + order;
  }

  private boolean differs(Scenario scenario, long order) {
    return !run(scenario, order).lines().equals(scenario.expectedLines());
  }

  /**
   * Of this seed, in one random order.
   *
   * @throws AssertionError if other records were written than expected; with the scenario made as
   *     small as possible
   */
  RouteRun checked(long seed, int order) {
    Scenario scenario = RandomScenario.of(seed);
    long orderSeed = orderSeed(seed, order);
    RouteRun run = run(scenario, orderSeed);
    if (run.lines().equals(scenario.expectedLines())) {
      return run;
    }
    Scenario small = Shrinker.shrink(scenario, s -> differs(s, orderSeed), TRIES);
    throw new AssertionError(
        String.join(
            "\n",
            List.of(
                "-Dtwinroute.seed=" + seed + ", order " + order,
                "expected:",
                String.join("\n", small.expectedLines()),
                "written:",
                String.join("\n", run(small, orderSeed).lines()),
                "scenario:",
                ScenarioText.of(small))));
  }
}
