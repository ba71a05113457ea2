package io.twinroute.runtime;

import io.twinroute.runtime.failure.Failure;

/**
 * Something a route needs is not as it must be. Its {@link Failure} describes it; the message is
 * that one's text, for people.
 */
public final class RouteFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Failure failure;

  public RouteFailedException(Failure failure) {
    super(failure.text());
    this.failure = failure;
  }

  public RouteFailedException(Failure failure, Throwable cause) {
    super(failure.text(), cause);
    this.failure = failure;
  }

  /** A failure that nobody has to distinguish from others; see {@link Failure.Other}. */
  public RouteFailedException(String text) {
    this(new Failure.Other(text));
  }

  /** A failure that nobody has to distinguish from others; see {@link Failure.Other}. */
  public RouteFailedException(String text, Throwable cause) {
    this(new Failure.Other(text), cause);
  }

  /** What has failed. Code decides by its type. */
  public Failure failure() {
    return failure;
  }

  /** Whether trying again cannot fix it. */
  public boolean isPermanent() {
    return failure.isPermanent();
  }
}
