package io.twinroute.runtime.pin;

/** How a route names what is its own on its target cluster. */
public final class RouteNames {

  private RouteNames() {}

  /**
   * What the names of a route's internal topics, groups and transactional ids begin with on both
   * engines; its incarnation follows. They are state: with another prefix, a running route would
   * not find its own any more.
   */
  public static String prefix(String route) {
    return "twinroute-" + route + "-";
  }
}
