package io.twinroute.flink.accept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.job.Routes;
import io.twinroute.flink.job.Station;
import io.twinroute.flink.names.CounterNames;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The accept stations of both inputs; mostly that of the left one, which has three partitions, and
 * a lateness of 30 s.
 */
class AcceptOperatorTest {

  private static final long START = 1_000_000;
  private static final long LATENESS = 30_000;

  /** The evidence that the station finds; shared, because Flink copies the station's factory. */
  private static final Map<Integer, Silence> EVIDENCE = new HashMap<>();

  private static int opened;
  private static int closed;

  private int joins = 3;

  private @Nullable
      Station<SourceEvent, Routed, OneInputStreamOperatorTestHarness<SourceEvent, Routed>>
      station;

  @AfterEach
  void close() throws Exception {
    if (station != null) {
      station.close();
    }
    EVIDENCE.clear();
  }

  @Test
  void shouldTellEveryJoinOfAPartitionItIsGiven() throws Exception {
    start(endless(), null);

    List<Routed> out = station.process(0, new SourceEvent.Assigned(Sides.LEFT, 1));

    assertThat(reached(out)).containsExactly(0, 1, 2);
    assertThat(told(out)).containsExactly(new PartitionFrontier(Sides.LEFT, 1, -1, Long.MIN_VALUE));
  }

  /** The route asks for two; how many there are after a restore is Flink's to say. */
  @Test
  void shouldTellAsManyJoinsAsThereAreNow() throws Exception {
    start(endless(), null);
    own(1);
    Station.Snapshot checkpoint = station.snapshot(1);

    joins = 7;
    start(endless(), checkpoint);

    assertThat(reached(station.process(0, new SourceEvent.Assigned(Sides.LEFT, 1))))
        .containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  private List<Integer> reached(List<Routed> out) {
    return out.stream()
        .map(
            message ->
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    message.key(), RoutingKeys.KEY_GROUPS, joins))
        .toList();
  }

  @Test
  void shouldTellWhatHasChangedNowAndThen() throws Exception {
    start(endless(), null);
    own(0, 1, 2);
    assertThat(told(read(0, 5, START))).isEmpty();
    assertThat(told(read(2, 7, START + 9))).isEmpty();

    assertThat(told(station.passTime(0, 199))).isEmpty();
    assertThat(told(station.passTime(0, 1)))
        .containsExactly(
            new PartitionFrontier(Sides.LEFT, 0, 5, START - LATENESS - 1),
            new PartitionFrontier(Sides.LEFT, 2, 7, START + 9 - LATENESS - 1));
    assertThat(told(station.passTime(0, 200))).isEmpty();
  }

  @Test
  void shouldTellAtOnceThatTheEndIsReachedBehindTheLastRecord() throws Exception {
    start(untilEnd(6, 8, -1), null);
    own(0, 1);

    assertThat(told(read(0, 5, START))).isEmpty();
    List<Routed> out = read(0, 6, START);

    assertThat(out.get(0).message()).isInstanceOf(AcceptedRecord.class);
    assertThat(told(out))
        .containsExactly(new PartitionFrontier(Sides.LEFT, 0, 6, START - LATENESS - 1));
  }

  @Test
  void shouldTellOfTheEndBehindARejectedRecord() throws Exception {
    start(untilEnd(6, 8, -1), null);
    own(0);
    read(0, 5, START);

    List<Routed> out = read(0, 6, 0);

    assertThat(out.get(0).message()).isInstanceOf(RejectedRecord.class);
    assertThat(told(out)).hasSize(1);
  }

  /** The record itself may be compacted away before it is read. */
  @Test
  void shouldTellThatAnEndWithoutARecordIsReached() throws Exception {
    start(untilEnd(6, 8, -1), null);
    own(0, 1);
    read(0, 4, START);

    List<Routed> out = station.process(0, new SourceEvent.Passed(Sides.LEFT, 0, 6));

    assertThat(out).extracting(Routed::message).hasOnlyElementsOfType(PartitionFrontier.class);
    assertThat(told(out))
        .containsExactly(new PartitionFrontier(Sides.LEFT, 0, 6, START - LATENESS - 1));
    assertThat(told(station.process(0, new SourceEvent.Passed(Sides.LEFT, 1, 8))))
        .containsExactly(new PartitionFrontier(Sides.LEFT, 1, 8, Frontiers.UNKNOWN));
    assertThat(positions()).containsExactly(6, 8, -1);
    assertThat(counted(CounterNames.read(Sides.LEFT))).isEqualTo(1);
  }

  @Test
  void shouldLeaveWhatLiesBeyondAnEndThatWasPassedToTheNextRun() throws Exception {
    start(untilEnd(6, 8, -1), null);
    own(0);
    read(0, 4, START);
    station.process(0, new SourceEvent.Passed(Sides.LEFT, 0, 6));
    Station.Snapshot savepoint = station.snapshot(1);

    start(endless(), savepoint);
    own(0);

    assertThat(rejection(read(0, 7, START - LATENESS - 1))).isEqualTo(Rejection.LATE);
    assertThat(read(0, 8, START - LATENESS))
        .extracting(Routed::message)
        .hasOnlyElementsOfType(AcceptedRecord.class);
  }

  /** The positions may stop a run; by then the joins must have received the frontiers. */
  @Test
  void shouldReportARestoredPositionOnlyOnceItHasToldTheJoins() throws Exception {
    start(endless(), null);
    own(0);
    read(0, 5, START);
    Station.Snapshot checkpoint = station.snapshot(1);

    start(endless(), checkpoint);

    assertThat(positions()).containsExactly(-1, -1, -1);
    assertThat(told(station.process(0, new SourceEvent.Assigned(Sides.LEFT, 0))))
        .containsExactly(new PartitionFrontier(Sides.LEFT, 0, 5, START - LATENESS - 1));
    assertThat(positions()).containsExactly(5, -1, -1);
    assertThat(accumulated(CounterNames.frontiers(Sides.LEFT)))
        .containsExactly(START - LATENESS - 1, Frontiers.UNKNOWN, Frontiers.UNKNOWN);
  }

  /**
   * A checkpoint that is being taken proves nothing, and one that is complete its own positions.
   */
  @Test
  void shouldReportThePositionsOfTheLastCompleteCheckpoint() throws Exception {
    start(endless(), null);
    own(0, 1);
    read(0, 5, START);
    Station.Snapshot checkpoint = station.snapshot(1);
    read(0, 6, START);
    read(1, 3, START);
    assertThat(accumulated(CounterNames.committed(Sides.LEFT))).containsExactly(-1, -1, -1);

    station.subtasks().get(0).notifyOfCompletedCheckpoint(1);
    assertThat(accumulated(CounterNames.committed(Sides.LEFT))).containsExactly(5, -1, -1);

    start(endless(), checkpoint);
    own(0, 1);
    assertThat(accumulated(CounterNames.committed(Sides.LEFT))).containsExactly(5, -1, -1);
  }

  @Test
  void shouldJudgeARecordOnce() throws Exception {
    start(endless(), null);
    own(0);
    read(0, 5, START);
    Station.Snapshot checkpoint = station.snapshot(1);

    start(endless(), checkpoint);
    own(0);

    assertThat(read(0, 5, START)).isEmpty();
    assertThat(read(0, 6, START)).hasSize(1);
    assertThat(counted(CounterNames.read(Sides.LEFT))).isEqualTo(1);
  }

  @Test
  void shouldCountWhatTheRouteDoesNotWrite() throws Exception {
    PinnedRoute route = endless();
    RoutePlan plan = route.plan();
    Output silent =
        new Output(plan.output().cluster(), "paid", null, null, null, null, Cleanup.DELETE);
    start(
        new PinnedRoute(
            new RoutePlan(
                plan.name(),
                plan.inputs(),
                plan.rule(),
                silent,
                plan.delivery(),
                plan.repartition(),
                plan.parallelism(),
                null),
            route.incarnation(),
            List.of(route.input(Sides.LEFT), route.input(Sides.RIGHT)),
            0,
            SizeLimit.DEFAULT,
            false),
        null);
    own(0);
    read(0, 0, START);

    assertThat(read(0, 1, 0)).isEmpty();
    assertThat(read(0, 2, -1)).isEmpty();

    assertThat(counted(CounterNames.read(Sides.LEFT))).isEqualTo(3);
    assertThat(counted(CounterNames.rejected(Sides.LEFT, Rejection.LATE))).isEqualTo(1);
    assertThat(counted(CounterNames.rejected(Sides.LEFT, Rejection.NO_TIMESTAMP))).isEqualTo(1);
  }

  @Test
  void shouldLetTimePassASilentPartitionThatItWasGiven() throws Exception {
    start(endless(), null);
    own(0, 1);
    read(0, 5, START);
    station.passTime(0, 200);
    EVIDENCE.put(0, new Silence(5, 9, START + 100));
    EVIDENCE.put(1, new Silence(-1, 0, START + 50));
    EVIDENCE.put(2, new Silence(-1, 0, START + 70));

    assertThat(told(station.passTime(0, 200)))
        .containsExactly(
            new PartitionFrontier(Sides.LEFT, 0, 5, START + 100),
            new PartitionFrontier(Sides.LEFT, 1, -1, START + 50));
    assertThat(told(station.passTime(0, 200))).isEmpty();
    assertThat(rejection(read(0, 6, START + 100))).isEqualTo(Rejection.AFTER_SILENCE);
    assertThat(rejection(read(1, 0, START + 50))).isEqualTo(Rejection.AFTER_SILENCE);
    assertThat(read(1, 1, START + 51)).hasSize(1);
    assertThat(counted(CounterNames.rejected(Sides.LEFT, Rejection.AFTER_SILENCE))).isEqualTo(2);
  }

  @Test
  void shouldNotCallAPartitionSilentOfWhichRecordsAreOnTheirWay() throws Exception {
    start(endless(), null);
    own(0);
    read(0, 5, START);
    station.passTime(0, 200);

    EVIDENCE.put(0, new Silence(6, 7, START + 100));
    assertThat(told(station.passTime(0, 200))).isEmpty();

    read(0, 6, START);
    EVIDENCE.put(0, new Silence(5, 6, START + 100));
    assertThat(told(station.passTime(0, 200)))
        .containsExactly(new PartitionFrontier(Sides.LEFT, 0, 6, START - LATENESS - 1));
  }

  @Test
  void shouldRememberASilence() throws Exception {
    start(endless(), null);
    own(0);
    EVIDENCE.put(0, new Silence(-1, 0, START));
    station.passTime(0, 200);
    Station.Snapshot checkpoint = station.snapshot(1);
    EVIDENCE.clear();

    start(endless(), checkpoint);

    assertThat(told(station.process(0, new SourceEvent.Assigned(Sides.LEFT, 0))))
        .containsExactly(new PartitionFrontier(Sides.LEFT, 0, -1, START));
    assertThat(rejection(read(0, 0, START))).isEqualTo(Rejection.AFTER_SILENCE);
  }

  @Test
  void shouldEndTheWatchOfEachInputWithItself() throws Exception {
    opened = 0;
    closed = 0;
    start(endless(), null);
    assertThat(opened - closed).isEqualTo(2);

    station.close();

    assertThat(opened).isEqualTo(closed);
    station = null;
  }

  @Test
  void shouldKeepTheInputsApart() throws Exception {
    start(endless(), null);
    own(0);
    station.process(0, new SourceEvent.Assigned(Sides.RIGHT, 0));
    read(0, 5, START);

    List<Routed> out = station.process(0, record(Sides.RIGHT, 0, 7, 0));

    assertThat(out).extracting(Routed::message).hasOnlyElementsOfType(AcceptedRecord.class);
    assertThat(counted(CounterNames.read(Sides.LEFT))).isEqualTo(1);
    assertThat(counted(CounterNames.read(Sides.RIGHT))).isEqualTo(1);
    assertThat(told(station.passTime(0, 200)))
        .containsExactly(
            new PartitionFrontier(Sides.LEFT, 0, 5, START - LATENESS - 1),
            new PartitionFrontier(Sides.RIGHT, 0, 7, -LATENESS - 1));

    Station.Snapshot checkpoint = station.snapshot(1);
    start(endless(), checkpoint);
    own(0);
    station.process(0, new SourceEvent.Assigned(Sides.RIGHT, 0));

    assertThat(station.process(0, record(Sides.RIGHT, 0, 7, 0))).isEmpty();
    assertThat(station.process(0, record(Sides.LEFT, 0, 6, START))).hasSize(1);
  }

  private static PinnedRoute endless() {
    return Routes.pinned(3, 1, 2);
  }

  private static PinnedRoute untilEnd(long... leftEnds) {
    PinnedRoute route = endless();
    List<Long> ends = new ArrayList<>();
    for (long end : leftEnds) {
      ends.add(end);
    }
    PinnedInput left =
        PinnedInput.of(
            route.input(Sides.LEFT).input(),
            List.of(route.input(Sides.LEFT).starts()),
            List.of(ends));
    PinnedInput right =
        PinnedInput.of(
            route.input(Sides.RIGHT).input(),
            List.of(route.input(Sides.RIGHT).starts()),
            List.of(List.of(PinnedInput.NOTHING)));
    return new PinnedRoute(
        route.plan(), route.incarnation(), List.of(left, right), 0, route.limit(), true);
  }

  private static SilenceEvidence listen(PinnedInput input) {
    opened++;
    return new SilenceEvidence() {
      @Override
      public @Nullable Silence of(int partition) {
        return input.input().index() == Sides.LEFT ? EVIDENCE.get(partition) : null;
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }

  private void start(PinnedRoute route, Station.@Nullable Snapshot from) throws Exception {
    if (station != null) {
      station.close();
    }
    station =
        new Station<>(
            1,
            RouteTypes.ROUTED,
            new HashMapStateBackend(),
            from,
            (all, index) ->
                AcceptHarness.of(
                    new AcceptFactory(route, AcceptOperatorTest::listen), joins, all, index));
  }

  private void own(int... partitions) throws Exception {
    for (int partition : partitions) {
      station.process(0, new SourceEvent.Assigned(Sides.LEFT, partition));
    }
  }

  private List<Routed> read(int partition, long offset, long timestamp) throws Exception {
    return station.process(0, record(Sides.LEFT, partition, offset, timestamp));
  }

  private static SourceEvent record(int input, int partition, long offset, long timestamp) {
    return new SourceEvent.Read(
        new SourceRecord(
            input,
            partition,
            offset,
            timestamp,
            "k".getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            Headers.EMPTY));
  }

  /** The frontiers among the messages; each must be there once for each join. */
  private List<PartitionFrontier> told(List<Routed> out) {
    List<PartitionFrontier> frontiers =
        out.stream()
            .map(Routed::message)
            .filter(PartitionFrontier.class::isInstance)
            .map(PartitionFrontier.class::cast)
            .toList();
    List<PartitionFrontier> distinct = frontiers.stream().distinct().toList();
    assertThat(frontiers).hasSize(distinct.size() * joins);
    return distinct;
  }

  private static Rejection rejection(List<Routed> out) {
    AcceptOutput message = out.get(0).message();
    return ((RejectedRecord) message).rejection();
  }

  private long[] positions() {
    return accumulated(CounterNames.positions(Sides.LEFT));
  }

  private long[] accumulated(String name) {
    return (long[]) accumulator(name);
  }

  private long counted(String name) {
    return (Long) accumulator(name);
  }

  private Object accumulator(String name) {
    return station
        .subtasks()
        .get(0)
        .getOperator()
        .getRuntimeContext()
        .getAccumulator(name)
        .getLocalValue();
  }
}
