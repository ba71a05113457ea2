package io.twinroute.kstreams;

import io.twinroute.config.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.supervise.RouteRunner.StatusListener;
import io.twinroute.runtime.supervise.RouteState;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks after the mirrors of a running route: restarts what has failed, less and less often, and
 * gives up in the end. Not thread-safe.
 */
final class MirrorWatch {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration TRUSTED_AFTER = Duration.ofSeconds(60);
  private static final int TRIES = 5;

  private final TargetMirrors mirrors;
  private final RoutePlan route;
  private final StatusListener listener;
  private int tries;
  private boolean failing;
  private long nextLook = System.nanoTime();
  private long healthySince = nextLook;

  MirrorWatch(TargetMirrors mirrors, RoutePlan route, StatusListener listener) {
    this.mirrors = mirrors;
    this.route = route;
    this.listener = listener;
  }

  /**
   * To be called often; looks when it is time to.
   *
   * @throws RouteFailedException if restarting has not helped
   */
  void tick() {
    long now = System.nanoTime();
    if (now - nextLook < 0) {
      return;
    }
    Optional<String> failure = mirrors.failure(route);
    if (failure.isPresent()) {
      restart(failure.get());
    } else {
      if (failing) {
        failing = false;
        healthySince = now;
        listener.status(RouteState.RUNNING, "the mirrors run again");
      }
      if (now - healthySince > TRUSTED_AFTER.toNanos()) {
        tries = 0;
      }
    }
    nextLook = System.nanoTime() + (INTERVAL.toNanos() << (failing ? tries - 1 : 0));
  }

  private void restart(String failure) {
    if (tries == TRIES) {
      throw new RouteFailedException(
          "Mirroring: %s; restarting it %d times has not helped".formatted(failure, TRIES));
    }
    tries++;
    failing = true;
    listener.status(
        RouteState.RESTARTING, "Mirroring: %s (restart %d of %d)".formatted(failure, tries, TRIES));
    mirrors.restartFailed(route);
  }
}
