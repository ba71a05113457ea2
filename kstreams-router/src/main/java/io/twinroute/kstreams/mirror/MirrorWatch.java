package io.twinroute.kstreams.mirror;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.supervise.RouteRunner.StatusListener;
import io.twinroute.runtime.supervise.RouteState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks after the mirrors of a running route: restarts what has failed, less and less often, and
 * gives up in the end. What runs and copies nothing is only told: the connector may be another
 * route's, too, and to restart it on a guess does harm. Not thread-safe.
 */
public final class MirrorWatch {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration TRUSTED_AFTER = Duration.ofSeconds(60);
  private static final int TRIES = 5;

  private final TargetMirrors mirrors;
  private final RoutePlan route;
  private final StatusListener listener;
  private final Supplier<Optional<String>> idle;
  private int tries;
  private boolean failing;
  private boolean stalled;
  private long nextLook = System.nanoTime();
  private long healthySince = nextLook;

  /**
   * @param idle what a mirror that runs does not copy, in words
   */
  public MirrorWatch(
      TargetMirrors mirrors,
      RoutePlan route,
      StatusListener listener,
      Supplier<Optional<String>> idle) {
    this.mirrors = mirrors;
    this.route = route;
    this.listener = listener;
    this.idle = idle;
  }

  /**
   * To be called often; looks when it is time to.
   *
   * @throws RouteFailedException if restarting has not helped
   */
  public void tick() {
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
      tellIdleness();
      if (now - healthySince > TRUSTED_AFTER.toNanos()) {
        tries = 0;
      }
    }
    nextLook = System.nanoTime() + (INTERVAL.toNanos() << (failing ? tries - 1 : 0));
  }

  private void tellIdleness() {
    Optional<String> now = idle.get();
    if (now.isPresent()) {
      listener.status(RouteState.STALLED, now.get());
    } else if (stalled) {
      listener.status(RouteState.RUNNING, "the mirrors copy again");
    }
    stalled = now.isPresent();
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
