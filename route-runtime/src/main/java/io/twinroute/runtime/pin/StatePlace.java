package io.twinroute.runtime.pin;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import java.util.Optional;

/**
 * Where an engine keeps a route's state, as the route's pins remember it. Without that, a directory
 * that is lost, or not mounted, would look like a route that has never run, and all its results
 * would be written a second time.
 */
public final class StatePlace {

  private final PinnedRoute route;
  private final String engine;
  private final PinsTopic pins;

  /**
   * @param engine the engine's id
   */
  public StatePlace(Clusters clusters, PinnedRoute route, String engine) {
    this.route = route;
    this.engine = engine;
    this.pins = new PinsTopic(clusters, route.plan().output().cluster());
  }

  /**
   * The place, as it was last {@linkplain #remember remembered}; empty if the route has never run
   * on the engine.
   *
   * @throws RouteFailedException if the pins cannot be read
   */
  public Optional<String> remembered() {
    RoutePins found = pins.read(route.plan().name());
    return found == null ? Optional.empty() : found.statePlace(engine);
  }

  /**
   * Writes the place into the pins.
   *
   * @throws RouteFailedException if the pins cannot be written, or were removed meanwhile
   */
  public void remember(String place) {
    pins.change(route.plan().name(), current -> current.withStatePlace(engine, place));
  }
}
