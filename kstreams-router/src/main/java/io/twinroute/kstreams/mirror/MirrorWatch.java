package io.twinroute.kstreams.mirror;

import io.twinroute.kstreams.mirror.RouteMirrors.Look;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.supervise.RouteRunner.StatusListener;
import io.twinroute.runtime.supervise.RouteState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Watches the mirrors of a running route: restarts what has failed, with growing pauses, and gives
 * up in the end. It only reports a connector that runs and copies nothing: other routes may use it,
 * too, and an unnecessary restart would harm them. Not thread-safe.
 */
public final class MirrorWatch {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration TRUSTED_AFTER = Duration.ofSeconds(60);
  private static final int TRIES = 5;

  private final RouteMirrors mirrors;
  private final StatusListener listener;
  private final Supplier<Optional<String>> idle;
  private final LongSupplier clock;
  private int tries;
  private boolean failing;
  private boolean stalled;
  private long nextLook;
  private long healthySince;

  /**
   * @param idle describes what a running mirror does not copy
   * @param clock that of {@link Look#began}
   */
  public MirrorWatch(
      RouteMirrors mirrors,
      StatusListener listener,
      Supplier<Optional<String>> idle,
      LongSupplier clock) {
    this.mirrors = mirrors;
    this.listener = listener;
    this.idle = idle;
    this.clock = clock;
    this.nextLook = clock.getAsLong();
    this.healthySince = nextLook;
  }

  /**
   * Must be called often, and never waits; judges the mirrors when it is time and a newer report
   * exists.
   *
   * @throws RouteFailedException if restarting has not helped
   */
  public void tick() {
    long now = clock.getAsLong();
    if (now - nextLook < 0) {
      return;
    }
    Look look = mirrors.lastLook();
    if (look.began() - nextLook < 0) {
      return; // a report from before a restart does not count
    }
    if (look.failure().isPresent()) {
      restart(look.failure().get());
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
    nextLook = now + (INTERVAL.toNanos() << (failing ? tries - 1 : 0));
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
    mirrors.restartFailed();
  }
}
