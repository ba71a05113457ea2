package io.twinroute.mirror;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.kstreams.engine.StreamsSettings;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.Sides;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The routes that these tests speak of. */
public final class Routes {

  public static final Cluster EAST = new Cluster("east", "localhost:19092", Map.of());
  public static final Cluster WEST = new Cluster("west", "localhost:29092", Map.of());
  public static final Cluster CENTRAL = new Cluster("central", "localhost:39092", Map.of());
  public static final StreamsSettings SETTINGS =
      new StreamsSettings(null, Mirror.MANAGED, "state", Duration.ofMillis(100), 4, 16, 64);

  private Routes() {}

  public static RoutePlan paidOrders() {
    return route("paid-orders", EAST, "orders", WEST, "payments", CENTRAL, Delivery.EXACTLY_ONCE);
  }

  /** The same cluster in an installation whose names have a prefix. */
  public static Cluster prefixed(Cluster cluster, String prefix) {
    return new Cluster(
        cluster.alias(), cluster.bootstrapServers(), cluster.properties(), new Naming(prefix));
  }

  /** The route of {@link #paidOrders} in an installation whose names begin with {@code team-a.}. */
  public static RoutePlan ofATeam() {
    String prefix = "team-a.";
    return route(
        "paid-orders",
        prefixed(EAST, prefix),
        "orders",
        prefixed(WEST, prefix),
        "payments",
        prefixed(CENTRAL, prefix),
        Delivery.EXACTLY_ONCE);
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
        List.of(
            new RouteInput(
                Sides.LEFT,
                "left",
                List.of(new SourceTopic(left, leftTopic)),
                "left",
                JsonFormat.JSON,
                lateness,
                null,
                null),
            new RouteInput(
                Sides.RIGHT,
                "right",
                List.of(new SourceTopic(right, rightTopic)),
                "right",
                JsonFormat.JSON,
                lateness,
                null,
                null)),
        JoinRule.inner(new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(10))),
        new Output(target, name + "-{engine}", null, null, null, null, Cleanup.DELETE),
        delivery,
        Repartition.AUTO,
        1,
        null);
  }
}
