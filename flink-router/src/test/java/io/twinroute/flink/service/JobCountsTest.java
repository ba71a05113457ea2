package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobCountsTest {

  @Test
  void shouldAddUpBothSides() {
    Map<String, Object> accumulators =
        Map.ofEntries(
            Map.entry("read-0", 10L),
            Map.entry("read-1", 20L),
            Map.entry("late-0", 1L),
            Map.entry("late-1", 2L),
            Map.entry("dead-letters-0", 3L),
            Map.entry("dead-letters-1", 4L),
            Map.entry("results", 7L),
            Map.entry("too-large-results", 5L),
            Map.entry("positions-0", new long[] {9, -1}),
            Map.entry("frontiers-0", new long[] {500, Frontiers.UNKNOWN}),
            Map.entry("positions-1", new long[] {19}));

    assertThat(JobCounts.of(accumulators, 2))
        .isEqualTo(
            new RouteCounts(
                30,
                7,
                3,
                12,
                List.of(
                    new InputPositions(List.of(9L, -1L), List.of(500L, Frontiers.UNKNOWN)),
                    new InputPositions(List.of(19L), List.of()))));
  }

  @Test
  void shouldCountNothingBeforeTheFirstHeartbeat() {
    assertThat(JobCounts.of(Map.of(), 1))
        .isEqualTo(new RouteCounts(0, 0, 0, 0, List.of(InputPositions.NONE)));
  }
}
