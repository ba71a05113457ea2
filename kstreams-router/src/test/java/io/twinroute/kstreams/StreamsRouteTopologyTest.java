package io.twinroute.kstreams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceJoin;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.SourceLog;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.KeyPartitioning;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsRouteTopologyTest {

  private static final long TS = 1_700_000_000_000L;

  @TempDir private Path stateDir;

  @RepeatedTest(3)
  void shouldGiveTheReferencesResultsForTopicsPartitionedAlike() {
    assertEqualsReference(Routes.endless(1, 1, 0), new Random().nextLong());
  }

  @RepeatedTest(3)
  void shouldGiveTheReferencesResultsThroughTheExchange() {
    assertEqualsReference(Routes.endless(3, 2, 1), new Random().nextLong());
  }

  private void assertEqualsReference(PinnedRoute route, long seed) {
    RandomLogs logs = new RandomLogs(seed);
    List<SourceLog> left = logs.side("east", "orders", route.left().partitions(), 400);
    List<SourceLog> right = logs.side("west", "payments", route.right().partitions(), 400);
    ReferenceRoute rules =
        new ReferenceRoute(
            "order", "payment", Routes.LATENESS, Routes.LATENESS, Routes.BEFORE, Routes.AFTER);

    try (TopologyRun run = new TopologyRun(route, stateDir)) {
      pipeInterleaved(run, left, right, new Random(seed));

      assertThat(Rendered.actual(run.results()))
          .as("seed %d", seed)
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              Rendered.expected(new ReferenceJoin(rules).results(left, right)));
    }
  }

  /** Any order between partitions, and a mirror that rewinds now and then. */
  private static void pipeInterleaved(
      TopologyRun run, List<SourceLog> left, List<SourceLog> right, Random random) {
    List<SourceLog> logs = new ArrayList<>(left);
    logs.addAll(right);
    int[] next = new int[logs.size()];
    List<Integer> open = new ArrayList<>();
    for (int log = 0; log < logs.size(); log++) {
      open.add(log);
    }
    while (!open.isEmpty()) {
      Integer log = open.get(random.nextInt(open.size()));
      SourceLog source = logs.get(log);
      if (random.nextInt(50) == 0) {
        next[log] = Math.max(0, next[log] - random.nextInt(20));
      }
      Side side = log < left.size() ? Side.LEFT : Side.RIGHT;
      run.pipe(side, source.partition(), source.records().get(next[log]++));
      if (next[log] == source.records().size()) {
        open.remove(log);
      }
      if (random.nextInt(20) == 0) {
        run.pass(Duration.ofMillis(300));
      }
    }
  }

  @Test
  void shouldRemoveWhatNothingCanMeetAnyMore() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), stateDir)) {
      // given
      run.pipe(Side.LEFT, 0, record(0, TS));
      run.pipe(Side.RIGHT, 0, record(0, TS));
      // when both sides are far beyond the window
      long later = TS + 10 * (Routes.BEFORE + Routes.AFTER);
      run.pipe(Side.LEFT, 0, record(1, later));
      run.pipe(Side.RIGHT, 0, record(1, later));
      run.pass(Duration.ofSeconds(2));
      run.pass(Duration.ofSeconds(2));

      // then only the new ones are left
      assertThat(run.stored(StreamsNames.JOIN_STORE)).isEqualTo(2);
      assertThat(run.stored(StreamsNames.TIME_INDEX_STORE)).isEqualTo(2);
    }
  }

  @Test
  void shouldKeepStateWhileOneSideIsBehind() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), stateDir)) {
      run.pipe(Side.LEFT, 0, record(0, TS));
      run.pipe(Side.LEFT, 0, record(1, TS + 10 * (Routes.BEFORE + Routes.AFTER)));
      run.pass(Duration.ofSeconds(2));
      run.pass(Duration.ofSeconds(2));

      run.pipe(Side.RIGHT, 0, record(0, TS));

      assertThat(run.results()).hasSize(1);
    }
  }

  @Test
  void shouldHoldWhatLiesBeyondTheEnd() {
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(1, 0), stateDir)) {
      run.pipe(Side.LEFT, 0, record(0, TS));
      run.pipe(Side.RIGHT, 0, record(0, TS));
      assertThat(run.progress.hasReachedTheEnds()).isFalse();

      run.pipe(Side.LEFT, 0, record(1, TS));
      run.pipe(Side.LEFT, 0, record(2, TS));
      run.pipe(Side.RIGHT, 0, record(1, TS));

      assertThat(run.progress.hasReachedTheEnds()).isTrue();
      assertThat(run.results()).hasSize(2);
      assertThat(run.stored(StreamsNames.HELD_STORE)).isEqualTo(2);
      assertThat(run.progress.counts().read()).isEqualTo(3);
    }
  }

  @Test
  void shouldGoOnWithHeldRecordsInTheNextRun() {
    // given
    Map<Bytes, byte[]> held;
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(0, 0), stateDir)) {
      run.pipe(Side.LEFT, 0, record(1, TS));
      run.pipe(Side.LEFT, 0, record(2, TS));
      run.pipe(Side.RIGHT, 0, record(1, TS));
      held = run.contents(StreamsNames.HELD_STORE);
    }
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(1, 2), stateDir)) {
      held.forEach(run.driver.<Bytes, byte[]>getKeyValueStore(StreamsNames.HELD_STORE)::put);
      // when nothing new arrives on the left, and something on the right
      run.pass(Duration.ofSeconds(1));
      run.pipe(Side.RIGHT, 0, record(2, TS));

      // then everything up to the ends is joined, and the rest still held
      assertThat(Rendered.actual(run.results()))
          .hasSize(2)
          .anyMatch(result -> result.contains("east/orders/0@1+west/payments/0@1"))
          .anyMatch(result -> result.contains("east/orders/0@1+west/payments/0@2"));
      assertThat(run.stored(StreamsNames.HELD_STORE)).isEqualTo(1);
      assertThat(run.progress.hasReachedTheEnds()).isTrue();
    }
  }

  @Test
  void shouldJudgeHeldRecordsBeforeNewOnes() {
    Map<Bytes, byte[]> held;
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(0, 0), stateDir)) {
      run.pipe(Side.LEFT, 0, record(1, TS));
      held = run.contents(StreamsNames.HELD_STORE);
    }
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), stateDir)) {
      held.forEach(run.driver.<Bytes, byte[]>getKeyValueStore(StreamsNames.HELD_STORE)::put);
      run.pipe(Side.LEFT, 0, record(2, TS + Routes.LATENESS + 1));
      run.pipe(Side.RIGHT, 0, record(0, TS));

      // The other order would make the held one late.
      assertThat(run.progress.counts().late()).isZero();
      assertThat(run.results()).hasSize(2);
    }
  }

  @Test
  void shouldReachEndsOfTopicsWithNothingToProcess() {
    StreamsProgress progress = new StreamsProgress(Routes.untilEnd(-1, -1));

    assertThat(progress.hasReachedTheEnds()).isTrue();
  }

  @Test
  void shouldReachEndsThroughTheExchangeOnlyWhenTheJoinsHave() {
    PinnedRoute route = Routes.pinned(List.of(0L), List.of(0L), List.of(0L), List.of(0L), 2);
    StreamsProgress progress = new StreamsProgress(route);
    progress.position(Side.LEFT, 0, 0);
    progress.position(Side.RIGHT, 0, 0);
    progress.exchanged(0, Side.LEFT, 0, 0);
    progress.exchanged(0, Side.RIGHT, 0, 0);
    progress.exchanged(1, Side.LEFT, 0, 0);
    assertThat(progress.hasReachedTheEnds()).isFalse();

    progress.exchanged(1, Side.RIGHT, 0, 0);
    assertThat(progress.hasReachedTheEnds()).isTrue();

    progress.exchangeStarts(1);
    assertThat(progress.hasReachedTheEnds()).isFalse();
  }

  @Test
  void shouldCountByVerdictAndEachOffsetOnce() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), stateDir)) {
      run.pipe(Side.LEFT, 0, record(0, TS));
      run.pipe(Side.LEFT, 0, record(0, TS));
      run.pipe(Side.LEFT, 0, record(1, TS - Routes.LATENESS - 1));
      run.pipe(Side.LEFT, 0, record(2, TS - Routes.LATENESS));
      run.pipe(Side.LEFT, 0, new LogRecord(3, TS, null, null, List.of()));
      run.pipe(Side.LEFT, 0, record(4, -1));

      RouteCounts counts = run.progress.counts();
      assertThat(counts.read()).isEqualTo(5);
      assertThat(counts.late()).isEqualTo(1);
      assertThat(counts.deadLetters()).isEqualTo(2);
      assertThat(counts.position(Side.LEFT, 0)).isEqualTo(4);
    }
  }

  @Test
  void shouldIgnoreWhatLiesBeforeThePinnedStart() {
    PinnedRoute route = Routes.pinned(List.of(5L), List.of(), List.of(0L), List.of(), 0);
    try (TopologyRun run = new TopologyRun(route, stateDir)) {
      run.pipe(Side.LEFT, 0, record(4, TS));
      run.pipe(Side.LEFT, 0, record(5, TS));
      run.pipe(Side.RIGHT, 0, record(0, TS));

      assertThat(Rendered.actual(run.results()))
          .singleElement()
          .asString()
          .contains("twinroute-id=east/orders/0@5+west/payments/0@0");
    }
  }

  @Test
  void shouldRefuseARecordThatIsNotWhereItsKeyBelongs() {
    int wrong = 1 - KeyPartitioning.partition("k".getBytes(UTF_8), 2);
    try (TopologyRun run = new TopologyRun(Routes.endless(2, 2, 0), stateDir)) {
      assertThatThrownBy(() -> run.pipe(Side.LEFT, wrong, record(7, TS)))
          .rootCause()
          .isInstanceOfSatisfying(
              RouteFailedException.class, e -> assertThat(e.isPermanent()).isTrue())
          .hasMessageStartingWith("The record east/orders/" + wrong + "@7 is not in the partition")
          .hasMessageContaining("exchange: always");
    }
  }

  @Test
  void shouldTakeAnyPartitionThroughTheExchange() {
    int wrong = 1 - KeyPartitioning.partition("k".getBytes(UTF_8), 2);
    try (TopologyRun run = new TopologyRun(Routes.endless(2, 2, 1), stateDir)) {
      run.pipe(Side.LEFT, wrong, record(0, TS));
      run.pipe(Side.RIGHT, 1 - wrong, record(0, TS));

      assertThat(run.results()).hasSize(1);
    }
  }

  @Test
  void shouldRefuseARecordWithoutCoordinates() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), stateDir)) {
      assertThatThrownBy(() -> run.pipe(Side.RIGHT, record(0, TS), new RecordHeaders()))
          .rootCause()
          .isInstanceOf(RouteFailedException.class)
          .hasMessageStartingWith("The record at west.payments-0@0 has no valid");
    }
  }

  @Test
  void shouldRefuseAPartitionThatCameLater() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), stateDir)) {
      assertThatThrownBy(() -> run.pipe(Side.LEFT, 1, record(0, TS)))
          .rootCause()
          .hasMessageContaining("is in a partition that the topic did not have");
    }
  }

  private static LogRecord record(long offset, long timestamp) {
    return new LogRecord(offset, timestamp, "k".getBytes(UTF_8), "1".getBytes(UTF_8), List.of());
  }
}
