package io.twinroute.kstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.UnwrittenResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PassThroughTest {

  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final Duration TICK = Duration.ofMillis(200);

  @Test
  void shouldPlaceWhatHasNoKeyByItsSourcePartition() {
    PassedSerde serde = new PassedSerde();

    assertThat(serde.partitions("t", null, result(null, 7), 4)).contains(Set.of(3));
    assertThat(serde.partitions("t", null, new UnwrittenResult(null, 5, Headers.EMPTY, 7), 5))
        .contains(Set.of(2));
    assertThat(serde.partitions("t", KEY, result(KEY, 7), 4)).isEmpty();
  }

  private static RouteResult result(byte[] key, int sourcePartition) {
    return new RouteResult(key, null, 5, Headers.EMPTY, sourcePartition);
  }

  @Test
  void shouldWriteEachRecordAtOnceWithoutARepartitionTopic() {
    try (TopologyRun run = new TopologyRun(route(List.of()))) {
      run.pipe(Sides.LEFT, 0, new LogRecord(0, 9, KEY, null, List.of()));
      run.pipe(Sides.LEFT, 1, new LogRecord(4, 7, null, "1".getBytes(UTF_8), List.of()));

      assertThat(run.written())
          .containsExactly(
              "result | k | <null> | @9 | twinroute-id=east/orders/0@0",
              "result of partition 1 | <null> | 1 | @7 | twinroute-id=east/orders/1@4");
      assertThat(run.contents()).containsOnlyKeys("state");
      assertThat(run.progress.counts().results()).isEqualTo(2);
      assertThat(run.progress.counts().timeHeld(route(List.of()))).isEmpty();
    }
  }

  @Test
  void shouldReachItsEndsWhenEachPartitionsResultsAreCommitted() {
    try (TopologyRun run = new TopologyRun(route(List.of(0L, PinnedInput.NOTHING, 1L)))) {
      run.pipe(Sides.LEFT, 0, new LogRecord(0, 9, KEY, null, List.of()));
      run.pass(TICK);
      assertThat(run.progress.hasReachedTheEnds()).isFalse();

      run.pipe(Sides.LEFT, 2, new LogRecord(1, 9, KEY, null, List.of()));
      assertThat(run.progress.hasReachedTheEnds()).isFalse();

      run.pass(TICK);
      assertThat(run.progress.hasReachedTheEnds()).isTrue();
    }
  }

  @Test
  void shouldReachEndsOfATopicWithNothingToProcess() {
    PinnedRoute route =
        route(List.of(PinnedInput.NOTHING, PinnedInput.NOTHING, PinnedInput.NOTHING));
    try (TopologyRun run = new TopologyRun(route)) {
      run.pass(TICK);

      assertThat(run.progress.hasReachedTheEnds()).isTrue();
    }
  }

  private static PinnedRoute route(List<Long> ends) {
    RoutePlan plan =
        Routes.passThrough(Routes.input(Sides.LEFT, "value", ReferenceSide.NEVER_LATE, null));
    return Routes.pinned(plan, Routes.starts(3), ends, List.of(), List.of(), 0, SizeLimit.DEFAULT);
  }
}
