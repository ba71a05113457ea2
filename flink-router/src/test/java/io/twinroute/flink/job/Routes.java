package io.twinroute.flink.job;

import io.twinroute.config.Cluster;
import io.twinroute.config.Delivery;
import io.twinroute.config.Exchange;
import io.twinroute.config.Output;
import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.PinnedSide;
import io.twinroute.semantics.JoinWindow;
import io.twinroute.semantics.Side;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A route for tests: orders in the east, payments in the west, results in the centre. */
final class Routes {

  private Routes() {}

  static PinnedRoute pinned(int leftPartitions, int rightPartitions, int parallelism) {
    RoutePlan plan =
        new RoutePlan(
            "paid-orders",
            side(Side.LEFT, "east", "orders", "order"),
            side(Side.RIGHT, "west", "payments", "payment"),
            new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(10)),
            new Output(cluster("central"), "paid-{engine}", 4, null),
            Delivery.EXACTLY_ONCE,
            Exchange.AUTO,
            parallelism);
    return new PinnedRoute(
        plan,
        "0123456789abcdef",
        new PinnedSide(plan.left(), Collections.nCopies(leftPartitions, 0L), List.of()),
        new PinnedSide(plan.right(), Collections.nCopies(rightPartitions, 0L), List.of()),
        0,
        false);
  }

  private static SourceSide side(Side side, String cluster, String topic, String as) {
    return new SourceSide(side, cluster(cluster), topic, as, Duration.ofSeconds(30));
  }

  private static Cluster cluster(String alias) {
    return new Cluster(alias, alias + ":9092", Map.of());
  }
}
