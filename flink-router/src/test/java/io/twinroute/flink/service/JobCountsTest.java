package io.twinroute.flink.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.runtime.supervise.InputCounts;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.Rejections;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobCountsTest {

  @Test
  void shouldCountEachInputForItself() {
    Map<String, Object> accumulators =
        Map.ofEntries(
            Map.entry("read-0", 10L),
            Map.entry("read-1", 20L),
            Map.entry("rejected-late-0", 1L),
            Map.entry("rejected-after-silence-0", 2L),
            Map.entry("rejected-not-json-0", 3L),
            Map.entry("rejected-no-key-1", 4L),
            Map.entry("results", 7L),
            Map.entry("unwritten-results", 5L),
            Map.entry("positions-0", new long[] {9, -1}),
            Map.entry("frontiers-0", new long[] {500, Frontiers.UNKNOWN}),
            Map.entry("positions-1", new long[] {19}));

    RouteCounts counts = JobCounts.of(accumulators, 2, RouteCounts.NONE);

    assertThat(counts)
        .isEqualTo(
            new RouteCounts(
                7,
                5,
                List.of(
                    new InputCounts(
                        10,
                        new Rejections(
                            Map.of(
                                Rejection.LATE, 1L,
                                Rejection.AFTER_SILENCE, 2L,
                                Rejection.NOT_JSON, 3L)),
                        new InputPositions(List.of(9L, -1L), List.of(500L, Frontiers.UNKNOWN))),
                    new InputCounts(
                        20,
                        new Rejections(Map.of(Rejection.NO_KEY, 4L)),
                        new InputPositions(List.of(19L), List.of())))));
    assertThat(counts.read()).isEqualTo(30);
    assertThat(counts.late()).isEqualTo(3);
    assertThat(counts.deadLetters()).isEqualTo(12);
  }

  @Test
  void shouldCountNothingBeforeTheFirstHeartbeat() {
    assertThat(JobCounts.of(Map.of(), 1, RouteCounts.NONE))
        .isEqualTo(new RouteCounts(0, List.of(InputCounts.NONE)));
  }

  @Test
  void shouldRememberWhatIsCommittedWhileAJobStartsAgain() {
    RouteCounts before =
        JobCounts.of(
            Map.of("positions-0", new long[] {9}, "committed-0", new long[] {7}),
            1,
            RouteCounts.NONE);

    InputPositions positions = JobCounts.of(Map.of(), 1, before).input(0).positions();

    assertThat(positions.lastCommitted(0)).hasValue(7);
    assertThat(positions.lastOffsets()).isEmpty();
  }
}
