package io.twinroute.kstreams;

import io.twinroute.config.RoutePlan;
import io.twinroute.kstreams.CopyWatches.Standstill;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.supervise.RouteRunner.StatusListener;
import io.twinroute.runtime.supervise.RouteState;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks after the mirrors of a running route: restarts what has failed, less and less often, and
 * gives up in the end. What runs and copies nothing is restarted, too, now and then and for as long
 * as it takes. Not thread-safe.
 */
final class MirrorWatch {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration TRUSTED_AFTER = Duration.ofSeconds(60);
  private static final Duration BETWEEN_KICKS = Duration.ofSeconds(60);
  private static final int TRIES = 5;

  private final TargetMirrors mirrors;
  private final CopyWatches copies;
  private final RoutePlan route;
  private final StatusListener listener;
  private int tries;
  private boolean failing;
  private boolean standing;
  private long lastKick;
  private long nextLook = System.nanoTime();
  private long healthySince = nextLook;

  MirrorWatch(TargetMirrors mirrors, CopyWatches copies, RoutePlan route, StatusListener listener) {
    this.mirrors = mirrors;
    this.copies = copies;
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
      lookForStandstill(now);
    }
    nextLook = System.nanoTime() + (INTERVAL.toNanos() << (failing ? tries - 1 : 0));
  }

  private void lookForStandstill(long now) {
    Optional<Standstill> found = copies.standstill();
    if (found.isPresent()) {
      Standstill standstill = found.get();
      listener.status(
          RouteState.RESTARTING,
          "Mirroring: the mirror runs, but %s".formatted(standstill.reason()));
      if (!standing || now - lastKick > BETWEEN_KICKS.toNanos()) {
        standing = true;
        lastKick = now;
        mirrors.restart(standstill.side());
      }
    } else if (standing) {
      standing = false;
      listener.status(RouteState.RUNNING, "the mirrors copy again");
    }
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
