package io.twinroute.runtime.prepare;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.pin.RoutePins;
import io.twinroute.semantics.record.SizeLimit;
import java.util.Optional;

/** What an engine looks at before anything is written for a route. */
@FunctionalInterface
public interface EngineCheck {

  /**
   * Looks whether the engine could run a route, and writes nothing. Several threads may ask about
   * several routes at once.
   *
   * @param earlier what the route's first start has pinned; empty if it was never started
   * @param limit how large the route's records may be
   * @throws io.twinroute.runtime.RouteFailedException if it could not
   */
  void check(RoutePlan route, Optional<RoutePins> earlier, SizeLimit limit);
}
