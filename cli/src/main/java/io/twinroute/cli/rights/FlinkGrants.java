package io.twinroute.cli.rights;

import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.pin.RouteNames;
import io.twinroute.runtime.prepare.RouterGrants;
import java.util.ArrayList;
import java.util.List;

/** The rights that a route's Flink router and job need; they share their clients' settings. */
final class FlinkGrants {

  private FlinkGrants() {}

  static List<Grant> of(RoutePlan route) {
    List<Grant> grants = new ArrayList<>(RouterGrants.of(route, Engine.FLINK));
    if (route.delivery() == Delivery.EXACTLY_ONCE) {
      grants.add(
          RouterGrants.transactions(
              RouterGrants.component(Engine.FLINK),
              route.output().cluster(),
              RouteNames.prefix(route.name())));
    }
    return grants;
  }
}
