package io.twinroute.runtime.pin;

import io.twinroute.config.plan.Cluster;
import java.util.Map;
import java.util.Optional;

/**
 * The pins of all routes to a cluster, as they were stored at one time.
 *
 * @param values by the route's name
 */
public record StoredPins(Cluster target, Map<String, byte[]> values) {

  static StoredPins none(Cluster target) {
    return new StoredPins(target, Map.of());
  }

  /**
   * Those of a route; empty if it has none.
   *
   * @throws io.twinroute.runtime.RouteFailedException if this version cannot read them
   */
  public Optional<RoutePins> of(String route) {
    return Optional.ofNullable(values.get(route)).map(value -> PinsJson.read(target, route, value));
  }
}
