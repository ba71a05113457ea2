package io.twinroute.runtime;

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
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Routes for tests: orders in the east, payments in the west, results in the centre. */
public final class Routes {

  private Routes() {}

  /** A route that ends at these offsets, one for each partition. */
  public static PinnedRoute untilEnd(List<Long> leftEnds, List<Long> rightEnds) {
    RouteInput left = input(Sides.LEFT, "east", "orders", "order");
    RouteInput right = input(Sides.RIGHT, "west", "payments", "payment");
    RoutePlan plan =
        new RoutePlan(
            "paid-orders",
            List.of(left, right),
            JoinRule.inner(new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(10))),
            new Output(cluster("central"), "paid-{engine}", null, null, null, null),
            Delivery.EXACTLY_ONCE,
            Repartition.AUTO,
            1);
    return new PinnedRoute(
        plan,
        "0123456789abcdef",
        List.of(
            new PinnedInput(left, Collections.nCopies(leftEnds.size(), 0L), leftEnds),
            new PinnedInput(right, Collections.nCopies(rightEnds.size(), 0L), rightEnds)),
        0,
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

  private static Cluster cluster(String alias) {
    return new Cluster(alias, alias + ":9092", Map.of());
  }
}
