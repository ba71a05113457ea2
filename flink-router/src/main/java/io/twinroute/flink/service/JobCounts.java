package io.twinroute.flink.service;

import io.twinroute.flink.names.CounterNames;
import io.twinroute.runtime.supervise.InputCounts;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.Rejections;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.record.Rejection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Reads a job's accumulators. */
final class JobCounts {

  private JobCounts() {}

  /**
   * @param inputs how many inputs the job's route has
   * @param before what was known before: what is committed stays so while a job that starts again
   *     has nothing to say
   */
  static RouteCounts of(Map<String, Object> accumulators, int inputs, RouteCounts before) {
    return new RouteCounts(
        count(accumulators, CounterNames.RESULTS),
        count(accumulators, CounterNames.UNWRITTEN_RESULTS),
        IntStream.range(0, inputs)
            .mapToObj(input -> input(accumulators, input, before.input(input)))
            .toList());
  }

  private static InputCounts input(
      Map<String, Object> accumulators, int input, InputCounts before) {
    return new InputCounts(
        count(accumulators, CounterNames.read(input)),
        rejected(accumulators, input),
        positions(accumulators, input, before.positions()));
  }

  private static Rejections rejected(Map<String, Object> accumulators, int input) {
    Map<Rejection, Long> counts = new EnumMap<>(Rejection.class);
    for (Rejection reason : Rejection.values()) {
      counts.put(reason, count(accumulators, CounterNames.rejected(input, reason)));
    }
    return new Rejections(counts);
  }

  /** The size of the recent records on the heap; empty if no task has said it. */
  static OptionalLong recentBytes(Map<String, Object> accumulators) {
    return accumulators.get(CounterNames.RECENT_BYTES) instanceof Long bytes
        ? OptionalLong.of(bytes)
        : OptionalLong.empty();
  }

  private static long count(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof Long count ? count : 0;
  }

  private static InputPositions positions(
      Map<String, Object> accumulators, int input, InputPositions before) {
    List<Long> committed = list(accumulators, CounterNames.committed(input));
    return new InputPositions(
        list(accumulators, CounterNames.positions(input)),
        list(accumulators, CounterNames.frontiers(input)),
        committed.isEmpty() ? before.committed() : committed,
        Set.of());
  }

  private static List<Long> list(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof long[] values
        ? LongStream.of(values).boxed().toList()
        : List.of();
  }
}
