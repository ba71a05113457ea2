package io.twinroute.runtime.pin;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import io.twinroute.runtime.failure.Lost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in a route's pins that an engine has lost records of it, so that no later run on that
 * engine resumes behind the gap as if nothing had been. Thread-safe.
 */
public final class LossRecord {

  private static final Logger LOG = LoggerFactory.getLogger(LossRecord.class);

  private final Clusters clusters;
  private final PinnedRoute route;
  private final String engine;

  /**
   * @param engine the engine's id
   */
  public LossRecord(Clusters clusters, PinnedRoute route, String engine) {
    this.clusters = clusters;
    this.route = route;
    this.engine = engine;
  }

  /**
   * Writes it down. If the pins cannot be written, the log says so: the route fails in any case.
   */
  public synchronized void write(Lost loss) {
    try {
      new PinsTopic(clusters, route.plan().output().cluster())
          .change(route.plan().name(), current -> current.withLoss(engine, loss));
    } catch (RouteFailedException e) {
      LOG.warn("route={} loss was not recorded: {}", route.plan().name(), e.getMessage());
    }
  }
}
