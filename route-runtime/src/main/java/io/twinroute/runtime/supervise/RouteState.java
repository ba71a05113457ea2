package io.twinroute.runtime.supervise;

import java.util.Locale;

/** Where a route is in its life. */
public enum RouteState {
  /** Being set up; it has read nothing yet. */
  STARTING,
  /** Reading and writing. */
  RUNNING,
  /** Runs, and gets nothing although there is more to be had. */
  STALLED,
  /** Failed, and about to be started again. */
  RESTARTING,
  /** Has reached the ends it was to run to. */
  FINISHED,
  /** Was asked to stop, and has. */
  STOPPED,
  /** Failed, and will not be started again. */
  FAILED;

  /** Whether the route is set up and has not failed since. */
  public boolean isAtWork() {
    return this == RUNNING || this == STALLED;
  }

  /** Whether the route works, or has done what it was asked to. */
  public boolean isWell() {
    return this == RUNNING || this == FINISHED || this == STOPPED;
  }

  /** For people, and for who reads health: in small letters. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more will happen to the route in this process. */
  public boolean isFinal() {
    return this == FINISHED || this == STOPPED || this == FAILED;
  }
}
