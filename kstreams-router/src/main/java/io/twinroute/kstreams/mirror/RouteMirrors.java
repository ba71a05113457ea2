package io.twinroute.kstreams.mirror;

import java.util.Optional;

/** The mirrors of one route, for their supervision. No method waits for a worker. */
interface RouteMirrors {

  /**
   * A report on the mirrors.
   *
   * @param began when its check began, on the clock of {@link System#nanoTime()}
   * @param failure what was wrong; empty if nothing was
   */
  record Look(long began, Optional<String> failure) {}

  /**
   * The newest report. One whose check began after a requested restart shows the outcome of that
   * restart.
   */
  Look lastLook();

  /** Asks to restart what has failed of the mirrors, or the worker if that has stopped. */
  void restartFailed();
}
