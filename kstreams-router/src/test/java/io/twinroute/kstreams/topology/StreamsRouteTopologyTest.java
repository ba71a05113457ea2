package io.twinroute.kstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.plan.Repartition;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.reference.LogHeader;
import io.twinroute.reference.LogRecord;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Unresumable;
import io.twinroute.runtime.pin.KeyPartitioning;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsRouteTopologyTest {

  private static final long TS = 1_700_000_000_000L;
  private static final Duration TICK = Duration.ofMillis(200);

  @ParameterizedTest
  @CsvSource({"1000000, 0", "0, 1"})
  void shouldRemoveWhatNothingCanMeetAnyMore(long memory, long indexedKeys) {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), Map.of(), memory)) {
      // given
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.RIGHT, 0, record(0, TS));
      // when both inputs are far beyond the window
      long later = TS + 10 * (Routes.BEFORE + Routes.AFTER);
      run.pipe(Sides.LEFT, 0, record(1, later));
      run.pipe(Sides.RIGHT, 0, record(1, later));
      run.pass(Duration.ofSeconds(2));
      run.pass(Duration.ofSeconds(2));

      // then only the new ones are left
      assertThat(run.joinable()).isEqualTo(2);
      assertThat(run.stored(StoreSection.KEY_BUCKETS)).isEqualTo(indexedKeys);
    }
  }

  /** What no longer fits goes to the stores, and what stays must still be in the log. */
  @Test
  void shouldKeepAllRecordsThroughRestartsWithLessMemory() {
    Map<String, Map<Bytes, byte[]>> stores = Map.of();
    for (long memory : new long[] {1_000_000, 500, 1_000_000}) {
      try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), stores, memory)) {
        if (stores.isEmpty()) {
          for (int i = 0; i < 5; i++) {
            run.pipe(Sides.LEFT, 0, record(i, TS));
          }
        }
        run.pass(TICK); // reads them
        stores = run.contents();
      }
    }

    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), stores, 1_000_000)) {
      run.pipe(Sides.RIGHT, 0, record(0, TS));
      assertThat(run.written()).hasSize(5);
    }
  }

  @Test
  void shouldKeepStateWhileOneSideIsBehind() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0))) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, record(1, TS + 10 * (Routes.BEFORE + Routes.AFTER)));
      run.pass(Duration.ofSeconds(2));
      run.pass(Duration.ofSeconds(2));

      run.pipe(Sides.RIGHT, 0, record(0, TS));

      assertThat(run.written()).hasSize(1);
    }
  }

  @Test
  void shouldAskAboutEachGapBeforeItJudgesWhatCameAfter() {
    List<String> gaps = new ArrayList<>();
    RemovalEvidence removal =
        (input, partition, from, to, inDoubt) -> {
          gaps.add("%s/%d %d..%d%s".formatted(input, partition, from, to, inDoubt ? "?" : ""));
          if (to == 9) {
            throw new RouteFailedException(new Unresumable("removed unread"));
          }
        };
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), removal)) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, record(1, TS));
      run.pipe(Sides.LEFT, 0, record(4, TS));
      run.pipe(Sides.LEFT, 0, record(4, TS));
      run.pipe(Sides.RIGHT, 0, record(3, TS));
      assertThat(gaps).containsExactly("0/0 2..4", "1/0 0..3?");

      assertThatThrownBy(() -> run.pipe(Sides.LEFT, 0, record(9, TS)))
          .hasRootCauseMessage("removed unread");
      assertThat(run.progress.counts().read()).isEqualTo(4);
    }
  }

  @Test
  void shouldHoldWhatLiesBeyondTheEnd() {
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(Routes.INNER, 1, 0))) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.RIGHT, 0, record(0, TS));
      assertThat(run.progress.hasReachedTheEnds()).isFalse();

      run.pipe(Sides.LEFT, 0, record(1, TS));
      run.pipe(Sides.LEFT, 0, record(2, TS));
      run.pipe(Sides.RIGHT, 0, record(1, TS));
      run.pass(TICK);

      assertThat(run.progress.hasReachedTheEnds()).isTrue();
      assertThat(run.written()).hasSize(2);
      assertThat(run.stored(StoreSection.HELD)).isEqualTo(2);
      assertThat(run.progress.counts().read()).isEqualTo(3);
    }
  }

  @Test
  void shouldGoOnWithHeldRecordsInTheNextRun() {
    // given
    Map<String, Map<Bytes, byte[]>> stores;
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(Routes.INNER, 0, 0))) {
      run.pipe(Sides.LEFT, 0, record(1, TS));
      run.pipe(Sides.LEFT, 0, record(2, TS));
      run.pipe(Sides.RIGHT, 0, record(1, TS));
      stores = run.contents();
    }
    try (TopologyRun run =
        new TopologyRun(Routes.untilEnd(Routes.INNER, 1, 2), SilenceEvidence.NONE, stores)) {
      // when nothing new arrives on the left, and something on the right
      run.pass(Duration.ofSeconds(1));
      run.pipe(Sides.RIGHT, 0, record(2, TS));
      run.pass(TICK);

      // then everything up to the ends is joined, and the rest still held
      assertThat(run.written())
          .hasSize(2)
          .anyMatch(result -> result.contains("east/orders/0@1+west/payments/0@1"))
          .anyMatch(result -> result.contains("east/orders/0@1+west/payments/0@2"));
      assertThat(run.stored(StoreSection.HELD)).isEqualTo(1);
      assertThat(run.progress.hasReachedTheEnds()).isTrue();
    }
  }

  @Test
  void shouldReachAnEndThatHasBeenCompactedAway() {
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(Routes.INNER, 1, 0))) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.RIGHT, 0, record(0, TS));
      run.pass(TICK);
      assertThat(run.progress.hasReachedTheEnds()).isFalse();

      run.pipe(Sides.LEFT, 0, record(2, TS));
      run.pass(TICK);

      assertThat(run.progress.hasReachedTheEnds()).isTrue();
      assertThat(run.progress.counts().position(Sides.LEFT, 0)).isEqualTo(1);
      assertThat(run.written()).hasSize(1);
      assertThat(run.stored(StoreSection.HELD)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldReachACompactedEndByWhatIsHeld(int repartitionPartitions) {
    // given
    Map<String, Map<Bytes, byte[]>> stores;
    try (TopologyRun run = new TopologyRun(untilEnd(0, 0, repartitionPartitions))) {
      run.pipe(Sides.RIGHT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, record(1, TS));
      run.pipe(Sides.LEFT, 0, record(3, TS));
      stores = // a driver's repartition topic begins at 0
          Restored.without(StoreSection.REPARTITION_POSITION, run.contents());
    }
    try (TopologyRun run =
        new TopologyRun(untilEnd(2, 0, repartitionPartitions), SilenceEvidence.NONE, stores)) {
      // when nothing new arrives
      run.pass(TICK);
      run.pass(TICK);

      // then what is held up to the end is joined before the end is reached
      assertThat(run.progress.hasReachedTheEnds()).isTrue();
      assertThat(run.written()).singleElement().asString().contains("east/orders/0@1+");
      assertThat(run.stored(StoreSection.HELD)).isEqualTo(1);
    }
  }

  private static PinnedRoute untilEnd(long leftEnd, long rightEnd, int repartitionPartitions) {
    return Routes.pinned(
        Routes.plan(repartitionPartitions > 0 ? Repartition.ALWAYS : Repartition.AUTO),
        List.of(0L),
        List.of(leftEnd),
        List.of(0L),
        List.of(rightEnd),
        repartitionPartitions);
  }

  @Test
  void shouldJudgeHeldRecordsBeforeNewOnes() {
    Map<String, Map<Bytes, byte[]>> stores;
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(Routes.INNER, 0, 0))) {
      run.pipe(Sides.LEFT, 0, record(1, TS));
      stores = run.contents();
    }
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0), SilenceEvidence.NONE, stores)) {
      run.pipe(Sides.LEFT, 0, record(2, TS + Routes.LATENESS + 1));
      run.pipe(Sides.RIGHT, 0, record(0, TS));

      // The other order would make the held one late.
      assertThat(run.progress.counts().late()).isZero();
      assertThat(run.written()).hasSize(2);
    }
  }

  /** The stores' changelogs take no more than the route does. */
  @Test
  void shouldHoldOfWhatIsTooLargeNoMoreThanItsDeadLetterNeeds() {
    byte[] large = new byte[1_000];
    Map<String, Map<Bytes, byte[]>> stores;
    try (TopologyRun run = new TopologyRun(limited(List.of(0L), List.of(0L)))) {
      run.pipe(Sides.RIGHT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, new LogRecord(1, TS, large, large, List.of()));
      run.pipe(Sides.LEFT, 0, new LogRecord(2, TS, new byte[] {'k'}, null, tooManyHeaders()));
      stores = run.contents();
      assertThat(run.stored(StoreSection.HELD)).isEqualTo(2);
      assertThat(stores.get(StreamsNames.STATE_STORE).values()).allMatch(held -> held.length < 100);
    }
    try (TopologyRun run =
        new TopologyRun(limited(List.of(), List.of()), SilenceEvidence.NONE, stores)) {
      run.pass(TICK);

      assertThat(run.written())
          .containsExactly(tooLarge("<null>", 1, 2_000), tooLarge("k", 2, 1 + 2 * 1_001));
      assertThat(run.progress.counts().deadLetters()).isEqualTo(2);
    }
  }

  private static List<LogHeader> tooManyHeaders() {
    return Collections.nCopies(1_001, new LogHeader("ab", null));
  }

  private static String tooLarge(String key, int offset, int size) {
    return ("dead letter of partition 0 | %s | <null> | @%d | twinroute-coordinates=east/orders/0@%d"
            + " | twinroute-reason=too-large | twinroute-error-class=NotJoinable"
            + " | twinroute-size=%d")
        .formatted(key, TS, offset, size);
  }

  private static PinnedRoute limited(List<Long> leftEnds, List<Long> rightEnds) {
    return Routes.pinned(
        Routes.plan(Repartition.AUTO),
        List.of(0L),
        leftEnds,
        List.of(0L),
        rightEnds,
        0,
        new SizeLimit(500));
  }

  @Test
  void shouldCountWhatStandsForAResultAsADeadLetter() {
    PinnedRoute route =
        Routes.pinned(
            Routes.plan(Repartition.AUTO),
            List.of(0L),
            List.of(),
            List.of(0L),
            List.of(),
            0,
            new SizeLimit(50));
    try (TopologyRun run = new TopologyRun(route)) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.RIGHT, 0, record(0, TS));

      assertThat(run.written())
          .singleElement()
          .asString()
          .startsWith("dead letter of a result | ")
          .contains("twinroute-id=east/orders/0@0+west/payments/0@0");
      assertThat(run.progress.counts().results()).isZero();
      assertThat(run.progress.counts().deadLetters()).isEqualTo(1);
    }
  }

  @Test
  void shouldReachEndsOfTopicsWithNothingToProcess() {
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(Routes.INNER, -1, -1))) {
      run.pass(TICK);

      assertThat(run.progress.hasReachedTheEnds()).isTrue();
    }
  }

  @Test
  void shouldHaveReachedTheEndsOnlyWhenEveryJoinHas() {
    PinnedRoute route =
        Routes.pinned(
            Routes.plan(Repartition.ALWAYS), List.of(0L), List.of(0L), List.of(0L), List.of(0L), 2);
    StreamsProgress progress = new StreamsProgress(route);
    progress.position(Sides.LEFT, 0, 0);
    progress.position(Sides.RIGHT, 0, 0);
    progress.flushed(0);
    progress.committed();
    assertThat(progress.hasReachedTheEnds()).isFalse();

    progress.flushed(1);
    progress.committed();
    assertThat(progress.hasReachedTheEnds()).isTrue();

    progress.taskStarts(1);
    progress.committed();
    assertThat(progress.hasReachedTheEnds()).isFalse();
  }

  @Test
  void shouldHaveReachedTheEndsOnlyWhenTheLastResultsAreCommitted() throws InterruptedException {
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(JoinRule.left(Routes.WINDOW), 0, -1))) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.progress.committed();
      run.passUncommitted(TICK);
      assertThat(run.written()).singleElement().asString().contains("east/orders/0@0+-");
      assertThat(run.progress.hasReachedTheEnds()).isFalse();

      Thread other = new Thread(run.progress::committed);
      other.start();
      other.join();
      assertThat(run.progress.hasReachedTheEnds()).isFalse();

      run.progress.committed();
      assertThat(run.progress.hasReachedTheEnds()).isTrue();
    }
  }

  @Test
  void shouldHaveSomethingToCommitAtTheEndsOfTopicsWithNothingToProcess() {
    try (TopologyRun run = new TopologyRun(Routes.untilEnd(Routes.INNER, -1, -1))) {
      run.pass(TICK);

      assertThat(run.changes(StoreSection.WAITING)).isNotEmpty();
      assertThat(run.stored(StoreSection.WAITING)).isZero();
    }
  }

  @Test
  void shouldCountByVerdictAndEachOffsetOnce() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0))) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.LEFT, 0, record(1, TS - Routes.LATENESS - 1));
      run.pipe(Sides.LEFT, 0, record(2, TS - Routes.LATENESS));
      run.pipe(Sides.LEFT, 0, new LogRecord(3, TS, null, null, List.of()));
      run.pipe(Sides.LEFT, 0, record(4, -1));

      RouteCounts counts = run.progress.counts();
      assertThat(counts.read()).isEqualTo(5);
      assertThat(counts.late()).isEqualTo(1);
      assertThat(counts.deadLetters()).isEqualTo(2);
      assertThat(counts.input(Sides.LEFT).rejected().counts())
          .isEqualTo(Map.of(Rejection.LATE, 1L, Rejection.NO_KEY, 1L, Rejection.NO_TIMESTAMP, 1L));
      assertThat(counts.input(Sides.RIGHT).read()).isZero();
      assertThat(counts.position(Sides.LEFT, 0)).isEqualTo(4);
    }
  }

  @Test
  void shouldIgnoreWhatLiesBeforeThePinnedStart() {
    PinnedRoute route =
        Routes.pinned(
            Routes.plan(Repartition.AUTO), List.of(5L), List.of(), List.of(0L), List.of(), 0);
    try (TopologyRun run = new TopologyRun(route)) {
      run.pipe(Sides.LEFT, 0, record(4, TS));
      run.pipe(Sides.LEFT, 0, record(5, TS));
      run.pipe(Sides.RIGHT, 0, record(0, TS));

      assertThat(run.written())
          .singleElement()
          .asString()
          .contains("twinroute-id=east/orders/0@5+west/payments/0@0");
    }
  }

  @Test
  void shouldRefuseARecordThatIsNotWhereItsKeyBelongs() {
    int wrong = 1 - KeyPartitioning.partition("k".getBytes(UTF_8), 2);
    try (TopologyRun run = new TopologyRun(Routes.endless(2, 2, 0))) {
      assertThatThrownBy(() -> run.pipe(Sides.LEFT, wrong, record(7, TS)))
          .rootCause()
          .isInstanceOfSatisfying(
              RouteFailedException.class, e -> assertThat(e.isPermanent()).isTrue())
          .hasMessageStartingWith("The record east/orders/" + wrong + "@7 is not in the partition")
          .hasMessageContaining("repartition: always");
    }
  }

  @Test
  void shouldTakeAnyPartitionThroughARepartitionTopic() {
    int wrong = 1 - KeyPartitioning.partition("k".getBytes(UTF_8), 2);
    try (TopologyRun run = new TopologyRun(Routes.endless(2, 2, 1))) {
      run.pipe(Sides.LEFT, wrong, record(0, TS));
      run.pipe(Sides.RIGHT, 1 - wrong, record(0, TS));

      assertThat(run.written()).hasSize(1);
    }
  }

  @Test
  void shouldJoinWhatTheRepartitionTopicHoldsOnce() {
    // given
    PinnedRoute route = Routes.endless(1, 1, 1);
    Map<String, Map<Bytes, byte[]>> stores;
    List<TestRecord<byte[], byte[]>> repartitioned;
    try (TopologyRun run = new TopologyRun(route)) {
      run.pipe(Sides.LEFT, 0, record(0, TS));
      run.pipe(Sides.RIGHT, 0, record(0, TS));
      assertThat(run.written()).hasSize(1);
      stores = run.contents();
      repartitioned = run.repartitioned();
    }
    try (TopologyRun run = new TopologyRun(route, SilenceEvidence.NONE, stores)) {
      // when the group has lost its offsets
      run.repartitionAgain(repartitioned);
      assertThat(run.written()).isEmpty();

      // then the join continues with what is new
      run.pipe(Sides.RIGHT, 0, record(1, TS));
      assertThat(run.written()).singleElement().asString().contains("payments/0@1");
      assertThat(run.progress.lastRepartitionConsumed(0)).isEqualTo(repartitioned.size());
    }
  }

  @Test
  void shouldRefuseARecordWithoutCoordinates() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0))) {
      assertThatThrownBy(() -> run.pipe(Sides.RIGHT, record(0, TS), new RecordHeaders()))
          .rootCause()
          .isInstanceOf(RouteFailedException.class)
          .hasMessageStartingWith("The record at west.payments-0@0 has no valid");
    }
  }

  @Test
  void shouldRefuseAPartitionThatCameLater() {
    try (TopologyRun run = new TopologyRun(Routes.endless(1, 1, 0))) {
      assertThatThrownBy(() -> run.pipe(Sides.LEFT, 1, record(0, TS)))
          .rootCause()
          .hasMessageContaining("is in a partition that the topic did not have");
    }
  }

  private static LogRecord record(long offset, long timestamp) {
    return new LogRecord(offset, timestamp, "k".getBytes(UTF_8), "1".getBytes(UTF_8), List.of());
  }
}
