package io.twinroute.flink.service;

import io.twinroute.flink.names.CounterNames;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.logic.Side;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Reads a job's accumulators. */
final class JobCounts {

  private JobCounts() {}

  static RouteCounts of(Map<String, Object> accumulators) {
    return new RouteCounts(
        count(accumulators, CounterNames.read(Side.LEFT))
            + count(accumulators, CounterNames.read(Side.RIGHT)),
        count(accumulators, CounterNames.RESULTS),
        count(accumulators, CounterNames.late(Side.LEFT))
            + count(accumulators, CounterNames.late(Side.RIGHT)),
        count(accumulators, CounterNames.deadLetters(Side.LEFT))
            + count(accumulators, CounterNames.deadLetters(Side.RIGHT)),
        positions(accumulators, Side.LEFT),
        positions(accumulators, Side.RIGHT));
  }

  private static long count(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof Long count ? count : 0;
  }

  private static InputPositions positions(Map<String, Object> accumulators, Side side) {
    return new InputPositions(
        list(accumulators, CounterNames.positions(side)),
        list(accumulators, CounterNames.frontiers(side)));
  }

  private static List<Long> list(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof long[] values
        ? LongStream.of(values).boxed().toList()
        : List.of();
  }
}
