package io.twinroute.runtime.pin;

import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Clusters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in a route's pins that its Streams router has lost records, so that no later run goes on
 * behind the gap as if nothing had been. Thread-safe.
 */
public final class LossRecord {

  private static final Logger LOG = LoggerFactory.getLogger(LossRecord.class);

  private final Clusters clusters;
  private final PinnedRoute route;

  public LossRecord(Clusters clusters, PinnedRoute route) {
    this.clusters = clusters;
    this.route = route;
  }

  /**
   * Writes it down. If the pins cannot be written, the log says so: the route fails in any case.
   *
   * @param reason what was lost, in full sentences
   */
  public synchronized void write(String reason) {
    try {
      new PinsTopic(clusters, route.plan().output().cluster())
          .change(route.plan().name(), current -> current.withStreamsLoss(reason));
    } catch (RouteFailedException e) {
      LOG.warn("route={} loss is not written down: {}", route.plan().name(), e.getMessage());
    }
  }
}
