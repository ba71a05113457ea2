package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.reference.SourceLog;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.logic.Sides;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A scenario through the topology: partitions take turns at random, mirrors rewind, and the router
 * restarts, at first without an end and then to the logs' ends. Some lose the group's offsets at
 * each restart, so that the repartition topic is read again.
 */
final class ScenarioRun {

  private static final int RESTARTS = 2;

  private final ScenarioRoutes routes;
  private final List<SourceLog> logs = new ArrayList<>();
  private final int[] next;
  private final int leftPartitions;

  /** For recent records, in bytes: none, for a few, for all. */
  private static final long[] MEMORIES = {0, 1_000, 1 << 20};

  private final Random random;
  private final UnaryOperator<Map<String, Map<Bytes, byte[]>>> restart;
  private final boolean losesOffsets;
  private final List<TestRecord<byte[], byte[]>> repartitioned = new ArrayList<>();
  private final List<String> written = new ArrayList<>();

  private ScenarioRun(
      Scenario scenario,
      ScenarioRoutes routes,
      Random random,
      UnaryOperator<Map<String, Map<Bytes, byte[]>>> restart) {
    this.routes = routes;
    logs.addAll(scenario.left());
    logs.addAll(scenario.right());
    this.next = new int[logs.size()];
    this.leftPartitions = scenario.left().size();
    this.random = random;
    this.restart = restart;
    random.nextInt(); // the first numbers of neighbouring seeds are alike
    this.losesOffsets = random.nextInt(4) == 0;
  }

  /** All that the route writes, as sorted lines. */
  static List<String> of(Scenario scenario, Random random) {
    return of(scenario, random, UnaryOperator.identity());
  }

  /**
   * The same with a defect.
   *
   * @param restart what becomes of the stores' contents at a restart
   */
  static List<String> of(
      Scenario scenario, Random random, UnaryOperator<Map<String, Map<Bytes, byte[]>>> restart) {
    return new ScenarioRun(scenario, new ScenarioRoutes(scenario), random, restart).run();
  }

  /** The same with another plan than the scenario's own. */
  static List<String> of(Scenario scenario, ScenarioRoutes routes, Random random) {
    return new ScenarioRun(scenario, routes, random, UnaryOperator.identity()).run();
  }

  private List<String> run() {
    boolean repartition =
        routes.canRepartition() && (!routes.canDoWithoutRepartition() || random.nextBoolean());
    Map<String, Map<Bytes, byte[]>> stores = Map.of();
    for (int i = 0; i < RESTARTS; i++) {
      stores = restart.apply(run(routes.endless(repartition), stores, random.nextInt(60)));
    }
    run(routes.untilEnd(repartition), stores, Integer.MAX_VALUE);
    return written.stream().sorted().toList();
  }

  /** Continues with what the stores held, pipes up to so many records, and leaves the stores. */
  private Map<String, Map<Bytes, byte[]>> run(
      PinnedRoute route, Map<String, Map<Bytes, byte[]>> stores, int records) {
    try (TopologyRun topology =
        new TopologyRun(
            route,
            losesOffsets ? stores : atZero(stores),
            MEMORIES[random.nextInt(MEMORIES.length)])) {
      for (int log = 0; log < logs.size(); log++) {
        next[log] = Math.max(0, next[log] - random.nextInt(4)); // the mirror starts again too
      }
      if (route.repartitionPartitions() > 0 && losesOffsets) {
        topology.repartitionAgain(repartitioned);
      }
      pipe(topology, records);
      if (route.untilEnd()) {
        finish(topology);
      }
      written.addAll(topology.written());
      if (route.repartitionPartitions() > 0 && losesOffsets) {
        repartitioned.addAll(topology.repartitioned());
      }
      return topology.contents();
    }
  }

  /**
   * A repartition topic that is not read again continues, but that of a new driver begins at offset
   * 0.
   */
  private static Map<String, Map<Bytes, byte[]>> atZero(Map<String, Map<Bytes, byte[]>> stores) {
    return Restored.without(StoreSection.REPARTITION_POSITION, stores);
  }

  private void pipe(TopologyRun topology, int records) {
    List<Integer> open =
        new ArrayList<>(IntStream.range(0, logs.size()).filter(this::isOpen).boxed().toList());
    for (int i = 0; i < records && !open.isEmpty(); i++) {
      Integer log = open.get(Math.min(random.nextInt(open.size()), random.nextInt(open.size())));
      if (random.nextInt(30) == 0) {
        next[log] = Math.max(0, next[log] - random.nextInt(10));
      }
      boolean left = log < leftPartitions;
      topology.pipe(
          left ? Sides.LEFT : Sides.RIGHT,
          left ? log : log - leftPartitions,
          logs.get(log).records().get(next[log]++));
      if (!isOpen(log)) {
        open.remove(log);
      }
      if (random.nextInt(6) == 0) {
        topology.pass(Duration.ofMillis(200));
      }
    }
  }

  private boolean isOpen(int log) {
    return next[log] < logs.get(log).records().size();
  }

  private static void finish(TopologyRun topology) {
    for (int tick = 0; tick < 10 && !topology.progress.hasReachedTheEnds(); tick++) {
      topology.pass(Duration.ofMillis(200));
    }
    if (!topology.progress.hasReachedTheEnds()) {
      throw new AssertionError("the run does not end");
    }
  }
}
