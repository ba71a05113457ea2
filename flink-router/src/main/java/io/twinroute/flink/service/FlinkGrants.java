package io.twinroute.flink.service;

import io.twinroute.config.Delivery;
import io.twinroute.config.Engine;
import io.twinroute.config.RoutePlan;
import io.twinroute.flink.job.FlinkNames;
import io.twinroute.runtime.cluster.Grant;
import io.twinroute.runtime.cluster.RouterGrants;
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
              FlinkNames.transactionalIdPrefix(route.name())));
    }
    return grants;
  }
}
