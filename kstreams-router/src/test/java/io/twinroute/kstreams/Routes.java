package io.twinroute.kstreams;

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

/** Routes for tests: orders in the east, payments in the west, results in the centre. */
final class Routes {

  static final long LATENESS = 5_000;
  static final long BEFORE = 20_000;
  static final long AFTER = 10_000;
  static final String LEFT_TOPIC = "east.orders";
  static final String RIGHT_TOPIC = "west.payments";
  static final String OUTPUT_TOPIC = "paid-kstreams";

  private Routes() {}

  static RoutePlan plan(Exchange exchange) {
    return new RoutePlan(
        "paid-orders",
        side(Side.LEFT, "east", "orders", "order"),
        side(Side.RIGHT, "west", "payments", "payment"),
        new JoinWindow(Duration.ofMillis(BEFORE), Duration.ofMillis(AFTER)),
        new Output(cluster("central"), "paid-{engine}", 4, null),
        Delivery.EXACTLY_ONCE,
        exchange,
        2);
  }

  private static SourceSide side(Side side, String cluster, String topic, String as) {
    return new SourceSide(side, cluster(cluster), topic, as, Duration.ofMillis(LATENESS));
  }

  private static Cluster cluster(String alias) {
    return new Cluster(alias, alias + ":9092", Map.of());
  }

  /** A route without an end. */
  static PinnedRoute endless(int leftPartitions, int rightPartitions, int exchangePartitions) {
    return pinned(
        starts(leftPartitions), List.of(), starts(rightPartitions), List.of(), exchangePartitions);
  }

  /** A route of one partition a side that ends at these offsets. */
  static PinnedRoute untilEnd(long leftEnd, long rightEnd) {
    return pinned(List.of(0L), List.of(leftEnd), List.of(0L), List.of(rightEnd), 0);
  }

  static PinnedRoute pinned(
      List<Long> leftStarts,
      List<Long> leftEnds,
      List<Long> rightStarts,
      List<Long> rightEnds,
      int exchangePartitions) {
    RoutePlan plan = plan(exchangePartitions > 0 ? Exchange.ALWAYS : Exchange.AUTO);
    return new PinnedRoute(
        plan,
        "0123456789abcdef",
        new PinnedSide(plan.left(), leftStarts, leftEnds),
        new PinnedSide(plan.right(), rightStarts, rightEnds),
        exchangePartitions,
        !leftEnds.isEmpty());
  }

  private static List<Long> starts(int partitions) {
    return Collections.nCopies(partitions, 0L);
  }
}
