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
        Map.of(
            "read-0", 10L,
            "read-1", 20L,
            "late-0", 1L,
            "late-1", 2L,
            "dead-letters-0", 3L,
            "dead-letters-1", 4L,
            "results", 7L,
            "positions-0", new long[] {9, -1},
            "frontiers-0", new long[] {500, Frontiers.UNKNOWN},
            "positions-1", new long[] {19});

    assertThat(JobCounts.of(accumulators, 2))
        .isEqualTo(
            new RouteCounts(
                30,
                7,
                3,
                7,
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
