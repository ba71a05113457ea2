package io.twinroute.runtime.pin;

import io.twinroute.config.plan.Cluster;

/** How a route names what is its own on its target cluster. */
public final class RouteNames {

  private RouteNames() {}

  /**
   * What the names of a route's internal topics, groups and transactional ids begin with on both
   * engines; its incarnation follows. They are state: with another prefix, a running route would
   * not find its own any more.
   */
  public static String prefix(Cluster target, String route) {
    return target.naming().name("twinroute-" + route + "-");
  }
}
