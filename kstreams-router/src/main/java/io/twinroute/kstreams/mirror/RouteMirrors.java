package io.twinroute.kstreams.mirror;

import java.util.Optional;

/** The mirrors of one route, for whoever looks after them. Nothing here waits for a worker. */
interface RouteMirrors {

  /**
   * What was seen of the mirrors.
   *
   * @param began when that look began, on the clock of {@link System#nanoTime()}
   * @param failure what was wrong with them; empty if nothing was
   */
  record Look(long began, Optional<String> failure) {}

  /** The newest look. One that began after a restart was asked for tells what came of that. */
  Look lastLook();

  /** Asks to restart what has failed of the mirrors, or the worker if that has stopped. */
  void restartFailed();
}
