package io.twinroute.flink.service;

import io.twinroute.flink.names.CounterNames;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.RouteCounts;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Reads a job's accumulators. */
final class JobCounts {

  private JobCounts() {}

  /**
   * @param inputs how many inputs the job's route has
   */
  static RouteCounts of(Map<String, Object> accumulators, int inputs) {
    return new RouteCounts(
        sum(accumulators, inputs, CounterNames::read),
        count(accumulators, CounterNames.RESULTS),
        sum(accumulators, inputs, CounterNames::late),
        sum(accumulators, inputs, CounterNames::deadLetters)
            + count(accumulators, CounterNames.TOO_LARGE_RESULTS),
        IntStream.range(0, inputs).mapToObj(input -> positions(accumulators, input)).toList());
  }

  private static long sum(Map<String, Object> accumulators, int inputs, IntFunction<String> name) {
    return IntStream.range(0, inputs).mapToLong(i -> count(accumulators, name.apply(i))).sum();
  }

  private static long count(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof Long count ? count : 0;
  }

  private static InputPositions positions(Map<String, Object> accumulators, int input) {
    return new InputPositions(
        list(accumulators, CounterNames.positions(input)),
        list(accumulators, CounterNames.frontiers(input)));
  }

  private static List<Long> list(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof long[] values
        ? LongStream.of(values).boxed().toList()
        : List.of();
  }
}
