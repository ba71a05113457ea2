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
            "left-read", 10L,
            "right-read", 20L,
            "left-late", 1L,
            "right-late", 2L,
            "left-dead-letters", 3L,
            "right-dead-letters", 4L,
            "results", 7L,
            "left-positions", new long[] {9, -1},
            "left-frontiers", new long[] {500, Frontiers.UNKNOWN},
            "right-positions", new long[] {19});

    assertThat(JobCounts.of(accumulators))
        .isEqualTo(
            new RouteCounts(
                30,
                7,
                3,
                7,
                new InputPositions(List.of(9L, -1L), List.of(500L, Frontiers.UNKNOWN)),
                new InputPositions(List.of(19L), List.of())));
  }

  @Test
  void shouldCountNothingBeforeTheFirstHeartbeat() {
    assertThat(JobCounts.of(Map.of())).isEqualTo(RouteCounts.NONE);
  }
}
