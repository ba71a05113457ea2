package io.twinroute.runtime;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes for tests: orders in the east, payments in the west, results in the centre. */
public final class Routes {

  private Routes() {}

  /** A route whose topics a user creates, but for that of late records. */
  public static RoutePlan plan() {
    return plan("paid-orders", "paid-{engine}", null);
  }

  /**
   * @param partitions as in {@link Output}
   */
  public static RoutePlan plan(String name, String output, @Nullable Integer partitions) {
    return plan(name, output, partitions, Cleanup.DELETE);
  }

  /** The same with results of which the last of each key is enough. */
  public static RoutePlan compacted(String name, String output, int partitions) {
    return plan(name, output, partitions, Cleanup.COMPACT);
  }

  /** A route that reads another topic on its left side. */
  public static RoutePlan withTopic(RoutePlan route, String left) {
    return new RoutePlan(
        route.name(),
        List.of(input(Sides.LEFT, "east", left, "order"), route.input(Sides.RIGHT)),
        route.rule(),
        route.output(),
        route.delivery(),
        route.repartition(),
        route.parallelism(),
        route.maxRecordBytes());
  }

  /** A route that reads topics of this name from several clusters on its left side. */
  public static RoutePlan withClusters(RoutePlan route, String topic, String... clusters) {
    RouteInput left = route.input(Sides.LEFT);
    return new RoutePlan(
        route.name(),
        List.of(
            new RouteInput(
                left.index(),
                left.name(),
                Arrays.stream(clusters)
                    .map(alias -> new SourceTopic(cluster(alias), topic))
                    .toList(),
                left.as(),
                left.format(),
                left.lateness(),
                left.key(),
                left.silenceAfter()),
            route.input(Sides.RIGHT)),
        route.rule(),
        route.output(),
        route.delivery(),
        route.repartition(),
        route.parallelism(),
        route.maxRecordBytes());
  }

  private static RoutePlan plan(
      String name, String output, @Nullable Integer partitions, Cleanup cleanup) {
    return new RoutePlan(
        name,
        List.of(
            input(Sides.LEFT, "east", "orders", "order"),
            input(Sides.RIGHT, "west", "payments", "payment")),
        JoinRule.inner(new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(10))),
        new Output(cluster("central"), output, output + ".late", null, partitions, null, cleanup),
        Delivery.EXACTLY_ONCE,
        Repartition.AUTO,
        3,
        null);
  }

  /** A route without an end that was started on topics of these many partitions. */
  public static PinnedRoute endless(RoutePlan plan, int partitions) {
    return new PinnedRoute(
        plan,
        "0123456789abcdef",
        plan.inputs().stream()
            .map(
                input ->
                    PinnedInput.of(
                        input, List.of(Collections.nCopies(partitions, 0L)), List.of(List.of())))
            .toList(),
        0,
        SizeLimit.DEFAULT,
        false);
  }

  /** The input of a route, silent after some time without records. */
  public static RouteInput silentAfter(RouteInput input, Duration silenceAfter) {
    return new RouteInput(
        input.index(),
        input.name(),
        input.topics(),
        input.as(),
        input.format(),
        input.lateness(),
        input.key(),
        silenceAfter);
  }

  /** The same route with a limit on the size of its records. */
  public static RoutePlan limited(RoutePlan plan, int maxRecordBytes) {
    return new RoutePlan(
        plan.name(),
        plan.inputs(),
        plan.rule(),
        plan.output(),
        plan.delivery(),
        plan.repartition(),
        plan.parallelism(),
        maxRecordBytes);
  }

  /** A route that ends at these offsets, one for each partition. */
  public static PinnedRoute untilEnd(List<Long> leftEnds, List<Long> rightEnds) {
    RoutePlan plan = plan();
    RouteInput left = plan.input(Sides.LEFT);
    RouteInput right = plan.input(Sides.RIGHT);
    return new PinnedRoute(
        plan,
        "0123456789abcdef",
        List.of(
            PinnedInput.of(
                left, List.of(Collections.nCopies(leftEnds.size(), 0L)), List.of(leftEnds)),
            PinnedInput.of(
                right, List.of(Collections.nCopies(rightEnds.size(), 0L)), List.of(rightEnds))),
        0,
        SizeLimit.DEFAULT,
        true);
  }

  private static RouteInput input(int input, String cluster, String topic, String as) {
    return new RouteInput(
        input,
        input == Sides.LEFT ? "left" : "right",
        List.of(new SourceTopic(cluster(cluster), topic)),
        as,
        JsonFormat.JSON,
        Duration.ofSeconds(30),
        null,
        null);
  }

  public static Cluster cluster(String alias) {
    return new Cluster(alias, alias + ":9092", Map.of());
  }
}
