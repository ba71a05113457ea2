package io.twinroute.runtime.service;

import io.twinroute.runtime.supervise.SupervisedRoute;
import io.twinroute.runtime.supervise.TimeHeld;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a running route's time does not advance, and which partition holds it back: until it
 * moves, state grows and unmatched results wait. Not thread-safe.
 */
final class StallAlarm {

  private static final Logger LOG = LoggerFactory.getLogger(StallAlarm.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SupervisedRoute route;
  private Optional<TimeHeld> last = Optional.empty();
  private long movedAt = System.nanoTime();
  private boolean raised;

  StallAlarm(SupervisedRoute route) {
    this.route = route;
  }

  /** To be called often. */
  void tick() {
    long now = System.nanoTime();
    Optional<TimeHeld> held = route.counts().timeHeld(route.route());
    if (!held.map(TimeHeld::watermark).equals(last.map(TimeHeld::watermark))
        || route.route().untilEnd()
        || !route.status().state().isAtWork()) {
      if (raised) {
        LOG.info("route={} time moves again", route.route().plan().name());
      }
      movedAt = now;
      raised = false;
    }
    last = held;
    if (held.isPresent() && !raised && now - movedAt > PATIENCE.toNanos()) {
      raised = true;
      LOG.warn(
          "route={} partition={} holds the route's time at {}: unmatched results wait, state grows",
          route.route().plan().name(),
          held.get().partition(),
          held.get().time());
    }
  }
}
