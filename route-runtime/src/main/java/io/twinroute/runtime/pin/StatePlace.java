package io.twinroute.runtime.pin;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import java.util.Optional;

/**
 * Where Flink keeps a route's state, as the route's pins remember it. Without that, a directory
 * that is lost, or not mounted, would look like a route that has never run, and all its results
 * would be written a second time.
 */
public final class StatePlace {

  private final PinnedRoute route;
  private final PinsTopic pins;

  public StatePlace(Clusters clusters, PinnedRoute route) {
    this.route = route;
    this.pins = new PinsTopic(clusters, route.plan().output().cluster());
  }

  /**
   * The place, as it was last {@linkplain #remember remembered}; empty if the route has never run
   * on Flink.
   *
   * @throws RouteFailedException if the pins cannot be read
   */
  public Optional<String> remembered() {
    RoutePins found = pins.read(route.plan().name());
    return found == null ? Optional.empty() : Optional.ofNullable(found.flinkState());
  }

  /**
   * Writes the place into the pins.
   *
   * @throws RouteFailedException if the pins cannot be written, or were removed meanwhile
   */
  public void remember(String place) {
    pins.change(route.plan().name(), current -> current.withFlinkState(place));
  }
}
