package io.twinroute.flink.job;

import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.Scenario;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A scenario through the job's operators, with crashes, rescales and replays at random. */
final class CrashingRun {

  private static final int LARGEST_PARALLELISM = 4;

  private final Scenario scenario;
  private final Backends backend;
  private final Wiring wiring;
  private final Random random;
  private final UnaryOperator<PinnedRoute> routes;

  CrashingRun(Scenario scenario, Backends backend, Wiring wiring, long seed) {
    this(scenario, UnaryOperator.identity(), backend, wiring, seed);
  }

  /**
   * @param routes what is run instead of the scenario's own route
   */
  CrashingRun(
      Scenario scenario,
      UnaryOperator<PinnedRoute> routes,
      Backends backend,
      Wiring wiring,
      long seed) {
    this.scenario = scenario;
    this.routes = routes;
    this.backend = backend;
    this.wiring = wiring;
    this.random = new Random(seed);
  }

  /**
   * What the route has written after its last run, which goes to the logs' ends, as sorted lines.
   *
   * @param crashes each time: resume from the last checkpoint, take another, continue, and lose
   *     what came after
   */
  List<String> lines(int crashes) throws Exception {
    int records = records();
    OperatorRun.Checkpoint last = null;
    for (int i = 1; i <= crashes; i++) {
      try (OperatorRun run = start(last, random.nextBoolean())) {
        run.run(random.nextInt(2 + records / crashes));
        last = run.checkpoint(i);
        run.run(random.nextInt(2 + records / 4));
      }
    }
    try (OperatorRun run = start(last, true)) {
      run.runToTheEnd();
      return run.lines();
    }
  }

  private OperatorRun start(OperatorRun.Checkpoint last, boolean untilEnd) throws Exception {
    int parallelism = 1 + random.nextInt(LARGEST_PARALLELISM);
    return new OperatorRun(
        scenario,
        routes.apply(Routes.of(scenario, parallelism, untilEnd)),
        backend.create(),
        last,
        wiring,
        random);
  }

  private int records() {
    return scenario.left().stream().mapToInt(log -> log.records().size()).sum()
        + scenario.right().stream().mapToInt(log -> log.records().size()).sum();
  }
}
