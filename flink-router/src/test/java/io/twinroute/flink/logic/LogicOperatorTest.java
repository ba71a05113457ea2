package io.twinroute.flink.logic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.job.Backends;
import io.twinroute.flink.job.KeptRecords;
import io.twinroute.flink.job.Routes;
import io.twinroute.flink.job.Station;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The join station, driven by messages: one partition on each input. */
class LogicOperatorTest {

  private static final long T = 1_700_000_000_000L;
  private static final JoinWindow MINUTE =
      new JoinWindow(Duration.ofMinutes(1), Duration.ofMinutes(1));

  private @Nullable Station<Routed, RouteOutput, LogicHarness> join;

  @AfterEach
  void close() throws Exception {
    if (join != null) {
      join.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldWriteARecordAloneOnceTimeHasPassedItsWindow(Backends backend) throws Exception {
    start(backend, endless(JoinRule.outer(MINUTE)), null);
    send(left(0, T, "a"));
    send(right(0, T + 5, "b"));

    assertThat(reach(T + 59_999)).isEmpty();
    assertThat(reach(T + 60_000)).containsExactly("east/orders/0@0+-");
    assertThat(reach(T + 60_004)).isEmpty();
    assertThat(reach(T + 60_005)).containsExactly("-+west/payments/0@0");
    assertThat(reach(T + 600_000)).isEmpty();
  }

  /** Each record of a bucket in its own time, also when the earliest comes last. */
  @ParameterizedTest
  @EnumSource
  void shouldWriteEachRecordOfABucketAloneInItsTime(Backends backend) throws Exception {
    start(backend, endless(JoinRule.left(MINUTE)), null);
    send(left(0, T + 20, "a"));
    send(left(1, T + 30, "a"));
    send(left(2, T + 10, "a"));

    assertThat(reach(T + 60_010)).containsExactly("east/orders/0@2+-");
    send(left(3, T + 25, "a"));
    assertThat(reach(T + 60_020)).containsExactly("east/orders/0@0+-");
    assertThat(reach(T + 60_025)).containsExactly("east/orders/0@3+-");
    assertThat(reach(T + 60_030)).containsExactly("east/orders/0@1+-");
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotWriteAMatchedRecordAlone(Backends backend) throws Exception {
    start(backend, endless(JoinRule.outer(MINUTE)), null);
    send(left(0, T, "a"));
    send(left(1, T + 1, "a"));

    assertThat(send(right(0, T + 60_001, "a")))
        .containsExactly("east/orders/0@1+west/payments/0@0");
    assertThat(reach(T + 600_000)).containsExactly("east/orders/0@0+-");
  }

  @ParameterizedTest
  @EnumSource
  void shouldLookUpTheRowOfItsTime(Backends backend) throws Exception {
    start(backend, endless(lookup(true)), null);
    send(right(0, T, "a"));
    send(right(1, T + 200, "a"));
    send(left(0, T + 100, "a"));
    send(left(1, T - 1, "a"));
    send(left(2, T + 200, "a"));

    assertThat(reach(T + 99)).containsExactly("east/orders/0@1+-");
    assertThat(reach(T + 600_000))
        .containsExactlyInAnyOrder(
            "east/orders/0@0+west/payments/0@0", "east/orders/0@2+west/payments/0@1");
  }

  /** The older version is useless at that time, but not yet to the record that waits for it. */
  @ParameterizedTest
  @EnumSource
  void shouldLookUpTheRowOfItsTimeAlsoWhenTimeLeaps(Backends backend) throws Exception {
    start(backend, endless(lookup(false)), null);
    send(right(0, T - 200_000, "a"));
    send(right(1, T, "a"));
    send(right(2, T + 200_000, "a"));
    send(left(0, T + 100_000, "a"));

    assertThat(reach(T + 10_000_000)).containsExactly("east/orders/0@0+west/payments/0@1");
  }

  @ParameterizedTest
  @EnumSource
  void shouldSettleWhatWaitsAtTheEndOfARun(Backends backend) throws Exception {
    start(backend, untilEnd(JoinRule.outer(MINUTE), 1, 0), null);
    send(left(0, T, "a"));
    send(left(1, T, "b"));
    send(right(0, T, "b"));

    assertThat(send(frontier(Sides.LEFT, 1, T - 1))).isEmpty();
    assertThat(send(frontier(Sides.RIGHT, 0, T - 1))).containsExactly("east/orders/0@0+-");
    assertThat(reach(T + 600_000)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnBehindTheEndOfAnEarlierRun(Backends backend) throws Exception {
    start(backend, untilEnd(JoinRule.left(MINUTE), 0, -1), null);
    send(left(0, T, "a"));
    assertThat(send(frontier(Sides.LEFT, 0, T - 1))).containsExactly("east/orders/0@0+-");

    start(backend, endless(JoinRule.left(MINUTE)), join.snapshot(1));

    assertThat(send(right(0, T + 60_000, "a")))
        .containsExactly("east/orders/0@0+west/payments/0@0");
    assertThat(reach(T + 600_000)).isEmpty();
  }

  /** An earlier run without an end left what waits; since then nothing has come. */
  @ParameterizedTest
  @EnumSource
  void shouldSettleWhatAnEarlierRunHasLeft(Backends backend) throws Exception {
    start(backend, endless(JoinRule.left(MINUTE)), null);
    send(left(0, T, "a"));
    Station.Snapshot savepoint = join.snapshot(1);

    start(backend, untilEnd(JoinRule.left(MINUTE), 0, -1), savepoint);
    assertThat(send(frontier(Sides.LEFT, 0, T - 1))).containsExactly("east/orders/0@0+-");

    start(backend, untilEnd(JoinRule.left(MINUTE), -1, -1), savepoint);
    assertThat(ids(join.out(0))).containsExactly("east/orders/0@0+-");
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepTheNewWindowWhereAnEarlierRunHadAShorterOne(Backends backend) throws Exception {
    start(backend, endless(JoinRule.outer(MINUTE)), null);
    send(left(0, T, "a"));
    send(left(1, T, "b"));
    reach(T - 10);

    start(backend, endless(JoinRule.outer(minutes(10))), join.snapshot(1));

    send(left(2, T + 5, "b"));
    assertThat(reach(T + 300_000)).isEmpty();
    assertThat(send(right(0, T + 600_000, "a")))
        .containsExactly("east/orders/0@0+west/payments/0@0");
    assertThat(reach(T + 600_004)).containsExactly("east/orders/0@1+-");
    assertThat(reach(T + 600_005)).containsExactly("east/orders/0@2+-");
    reach(T + 10_000_000);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource
  void shouldLoseNothingWhereAnEarlierRunHadALongerWindow(Backends backend) throws Exception {
    start(backend, endless(JoinRule.outer(minutes(10))), null);
    send(left(0, T, "a"));
    send(left(1, T, "b"));

    start(backend, endless(JoinRule.outer(MINUTE)), join.snapshot(1));

    assertThat(send(right(0, T + 60_000, "b")))
        .containsExactly("east/orders/0@1+west/payments/0@0");
    assertThat(reach(T + 10_000_000)).containsExactly("east/orders/0@0+-");
    assertNothingIsLeft();
  }

  /** With a leap, timers of both windows fire at once. */
  @ParameterizedTest
  @EnumSource
  void shouldSettleBeforeItRemovesAlsoWhereTheWindowGrew(Backends backend) throws Exception {
    start(backend, endless(JoinRule.left(MINUTE)), null);
    send(left(0, T, "a"));

    start(
        backend,
        endless(JoinRule.left(new JoinWindow(MINUTE.before(), seconds(61)))),
        join.snapshot(1));
    send(left(1, T + 1, "a"));

    assertThat(reach(T + 10_000_000))
        .containsExactlyInAnyOrder("east/orders/0@0+-", "east/orders/0@1+-");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource
  void shouldPassRejectedRecordsOn(Backends backend) throws Exception {
    start(backend, endless(JoinRule.inner(MINUTE)), null);
    RejectedRecord rejected =
        new RejectedRecord(Rejection.NO_KEY, 200, null, null, 0, Headers.EMPTY);

    assertThat(join.process(0, Routed.rejected(rejected)))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(rejected);
  }

  @ParameterizedTest
  @EnumSource
  void shouldIgnoreFlinksOwnWatermarks(Backends backend) throws Exception {
    start(backend, endless(JoinRule.left(MINUTE)), null);
    send(left(0, T, "a"));

    join.subtasks().get(0).processWatermark(Long.MAX_VALUE);

    assertThat(join.out(0)).isEmpty();
    assertThat(reach(T + 60_000)).containsExactly("east/orders/0@0+-");
  }

  private static JoinRule lookup(boolean keepsLeft) {
    return new JoinRule.Lookup(keepsLeft, Duration.ofMinutes(1));
  }

  private static JoinWindow minutes(int minutes) {
    return new JoinWindow(Duration.ofMinutes(minutes), Duration.ofMinutes(minutes));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static PinnedRoute endless(JoinRule rule) {
    return Routes.pinned(rule, 1, 1, 1);
  }

  private static PinnedRoute untilEnd(JoinRule rule, long leftEnd, long rightEnd) {
    RoutePlan plan = endless(rule).plan();
    return new PinnedRoute(
        plan,
        "0123456789abcdef",
        List.of(
            PinnedInput.of(plan.input(Sides.LEFT), List.of(List.of(0L)), List.of(List.of(leftEnd))),
            PinnedInput.of(
                plan.input(Sides.RIGHT), List.of(List.of(0L)), List.of(List.of(rightEnd)))),
        0,
        SizeLimit.DEFAULT,
        true);
  }

  private void start(Backends backend, PinnedRoute route, Station.@Nullable Snapshot from)
      throws Exception {
    if (join != null) {
      join.close();
    }
    join =
        new Station<>(
            1,
            RouteTypes.ROUTE_OUTPUT,
            backend.create(),
            from,
            (all, index) ->
                new LogicHarness(new LogicFactory(route, backend.memory()), all, index));
  }

  private static Routed left(long offset, long timestamp, String key) {
    return record(Sides.LEFT, offset, timestamp, key);
  }

  private static Routed right(long offset, long timestamp, String key) {
    return record(Sides.RIGHT, offset, timestamp, key);
  }

  private static Routed record(int input, long offset, long timestamp, String key) {
    return Routed.record(
        new AcceptedRecord(
            input, 0, offset, timestamp, key.getBytes(UTF_8), "{}".getBytes(UTF_8), Headers.EMPTY));
  }

  private static Routed frontier(int input, long lastOffset, long frontier) {
    return Routed.frontier(
        new PartitionFrontier(input, 0, lastOffset, frontier), RoutingKeys.of(7));
  }

  private List<String> send(Routed message) throws Exception {
    return ids(join.process(0, message));
  }

  /** Lets both inputs, and so {@code W}, reach this time. */
  private List<String> reach(long watermark) throws Exception {
    List<String> ids = new ArrayList<>(send(frontier(Sides.LEFT, 0, watermark)));
    ids.addAll(send(frontier(Sides.RIGHT, 0, watermark)));
    return ids;
  }

  private static List<String> ids(List<RouteOutput> out) {
    return out.stream().map(LogicOperatorTest::id).toList();
  }

  private static String id(RouteOutput output) {
    List<String> ids = new ArrayList<>();
    ((RouteResult) output)
        .headers()
        .forEach((key, value) -> ids.add(key.equals(RouteResult.ID_HEADER) ? text(value) : ""));
    return ids.get(0);
  }

  private static String text(byte @Nullable [] value) {
    return value == null ? "" : new String(value, UTF_8);
  }

  private void assertNothingIsLeft() throws Exception {
    assertThat(join.subtasks().get(0).numEventTimeTimers()).isZero();
    for (int input = 0; input < 2; input++) {
      assertThat(KeptRecords.of(join.subtasks().get(0).getOperator(), input)).isEmpty();
    }
  }
}
