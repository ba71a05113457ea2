package io.twinroute.kstreams.topology;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.PassThrough;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes for tests: orders in the east, payments in the west, results in the centre. */
public final class Routes {

  public static final long LATENESS = 5_000;
  static final long BEFORE = 20_000;
  static final long AFTER = 10_000;
  static final Duration SILENCE_AFTER = Duration.ofMinutes(5);
  static final String LEFT_TOPIC = "east.orders";
  static final String RIGHT_TOPIC = "west.payments";
  static final String OUTPUT_TOPIC = "paid-kstreams";
  public static final JoinWindow WINDOW =
      new JoinWindow(Duration.ofMillis(BEFORE), Duration.ofMillis(AFTER));
  static final JoinRule INNER = JoinRule.inner(WINDOW);

  private Routes() {}

  public static RoutePlan plan(Repartition repartition) {
    return plan(repartition, INNER);
  }

  public static RoutePlan plan(Repartition repartition, JoinRule join) {
    return plan(
        repartition,
        join,
        input(Sides.LEFT, "order", LATENESS, null),
        input(Sides.RIGHT, "payment", LATENESS, null));
  }

  public static RoutePlan plan(
      Repartition repartition, JoinRule join, RouteInput left, RouteInput right) {
    return plan(repartition, join, List.of(left, right), null, ResultRule.WHOLE);
  }

  static RoutePlan plan(
      Repartition repartition,
      LogicRule rule,
      List<RouteInput> inputs,
      @Nullable String where,
      ResultRule results) {
    return new RoutePlan(
        "paid-orders",
        inputs,
        rule,
        new Output(
            cluster("central"),
            "paid-{engine}",
            "paid-{engine}.late",
            "paid-{engine}.dead-letter",
            4,
            null,
            results.tombstoneOn() == null ? Cleanup.DELETE : Cleanup.COMPACT,
            where,
            results),
        Delivery.EXACTLY_ONCE,
        repartition,
        2,
        null);
  }

  /** A route whose input passes through. */
  static RoutePlan passThrough(RouteInput input) {
    return plan(Repartition.AUTO, new PassThrough(), List.of(input), null, ResultRule.WHOLE);
  }

  static RouteInput input(int input, String as, long lateness, @Nullable JoinKey key) {
    boolean left = input == Sides.LEFT;
    return input(
        input,
        List.of(new SourceTopic(cluster(left ? "east" : "west"), left ? "orders" : "payments")),
        as,
        lateness,
        key);
  }

  static RouteInput input(
      int input, List<SourceTopic> topics, String as, long lateness, @Nullable JoinKey key) {
    return new RouteInput(
        input,
        input == Sides.LEFT ? "left" : "right",
        topics,
        as,
        JsonFormat.JSON,
        Duration.ofMillis(lateness),
        key,
        SILENCE_AFTER);
  }

  static Cluster cluster(String alias) {
    return new Cluster(alias, alias + ":9092", Map.of());
  }

  /** An inner join without an end. */
  public static PinnedRoute endless(
      int leftPartitions, int rightPartitions, int repartitionPartitions) {
    return endless(INNER, leftPartitions, rightPartitions, repartitionPartitions);
  }

  /** A route without an end. */
  public static PinnedRoute endless(
      JoinRule join, int leftPartitions, int rightPartitions, int repartitionPartitions) {
    return pinned(
        plan(repartitionPartitions > 0 ? Repartition.ALWAYS : Repartition.AUTO, join),
        starts(leftPartitions),
        List.of(),
        starts(rightPartitions),
        List.of(),
        repartitionPartitions);
  }

  /** A route of one partition an input that ends at these offsets. */
  static PinnedRoute untilEnd(JoinRule join, long leftEnd, long rightEnd) {
    return pinned(
        plan(Repartition.AUTO, join),
        List.of(0L),
        List.of(leftEnd),
        List.of(0L),
        List.of(rightEnd),
        0);
  }

  static PinnedRoute pinned(
      RoutePlan plan,
      List<Long> leftStarts,
      List<Long> leftEnds,
      List<Long> rightStarts,
      List<Long> rightEnds,
      int repartitionPartitions) {
    return pinned(
        plan,
        leftStarts,
        leftEnds,
        rightStarts,
        rightEnds,
        repartitionPartitions,
        SizeLimit.DEFAULT);
  }

  static PinnedRoute pinned(
      RoutePlan plan,
      List<Long> leftStarts,
      List<Long> leftEnds,
      List<Long> rightStarts,
      List<Long> rightEnds,
      int repartitionPartitions,
      SizeLimit limit) {
    return pinned(
        plan,
        plan.inputs().stream()
            .map(
                input ->
                    input.index() == Sides.LEFT
                        ? PinnedInput.of(input, List.of(leftStarts), List.of(leftEnds))
                        : PinnedInput.of(input, List.of(rightStarts), List.of(rightEnds)))
            .toList(),
        repartitionPartitions,
        limit,
        !leftEnds.isEmpty());
  }

  static PinnedRoute pinned(
      RoutePlan plan,
      List<PinnedInput> inputs,
      int repartitionPartitions,
      SizeLimit limit,
      boolean untilEnd) {
    return new PinnedRoute(
        plan, "0123456789abcdef", inputs, repartitionPartitions, limit, untilEnd);
  }

  static List<Long> starts(int partitions) {
    return Collections.nCopies(partitions, 0L);
  }
}
