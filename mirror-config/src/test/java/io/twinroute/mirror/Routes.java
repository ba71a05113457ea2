package io.twinroute.mirror;

import io.twinroute.config.Cluster;
import io.twinroute.config.Delivery;
import io.twinroute.config.Exchange;
import io.twinroute.config.Output;
import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.config.StreamsSettings;
import io.twinroute.config.StreamsSettings.Mirror;
import io.twinroute.semantics.JoinRule;
import io.twinroute.semantics.JoinWindow;
import io.twinroute.semantics.Side;
import java.time.Duration;
import java.util.Map;

/** The routes that these tests speak of. */
public final class Routes {

  public static final Cluster EAST = new Cluster("east", "localhost:19092", Map.of());
  public static final Cluster WEST = new Cluster("west", "localhost:29092", Map.of());
  public static final Cluster CENTRAL = new Cluster("central", "localhost:39092", Map.of());
  public static final StreamsSettings SETTINGS =
      new StreamsSettings(null, Mirror.MANAGED, "state", Duration.ofMillis(100), 4, 64);

  private Routes() {}

  public static RoutePlan paidOrders() {
    return route("paid-orders", EAST, "orders", WEST, "payments", CENTRAL, Delivery.EXACTLY_ONCE);
  }

  public static RoutePlan route(
      String name,
      Cluster left,
      String leftTopic,
      Cluster right,
      String rightTopic,
      Cluster target,
      Delivery delivery) {
    Duration lateness = Duration.ofSeconds(30);
    return new RoutePlan(
        name,
        new SourceSide(Side.LEFT, left, leftTopic, "left", lateness, null, null),
        new SourceSide(Side.RIGHT, right, rightTopic, "right", lateness, null, null),
        JoinRule.inner(new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(10))),
        new Output(target, name + "-{engine}", null, null, null, null),
        delivery,
        Exchange.AUTO,
        1);
  }
}
