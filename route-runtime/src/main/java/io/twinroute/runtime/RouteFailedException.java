package io.twinroute.runtime;

/**
 * Something a route needs is not as it must be. The message is for people: full sentences that name
 * the place, the value and the way out, without record contents or secrets.
 */
public final class RouteFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean permanent;

  public RouteFailedException(String message) {
    super(message);
    this.permanent = false;
  }

  public RouteFailedException(String message, Throwable cause) {
    super(message, cause);
    this.permanent = false;
  }

  private RouteFailedException(String message, boolean permanent) {
    super(message);
    this.permanent = permanent;
  }

  /** A failure that trying again cannot heal. */
  public static RouteFailedException permanent(String message) {
    return new RouteFailedException(message, true);
  }

  /** Whether trying again cannot heal it. */
  public boolean isPermanent() {
    return permanent;
  }
}
