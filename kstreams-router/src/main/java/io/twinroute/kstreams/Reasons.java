package io.twinroute.kstreams;

import io.twinroute.runtime.RouteFailedException;

/** Failures of Streams in words. */
final class Reasons {

  private Reasons() {}

  /**
   * What a failure was really about: the processors' own words if they stopped it, else the root
   * cause, which Kafka words without record contents.
   */
  static RouteFailedException failed(String what, Throwable failure) {
    Throwable root = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RouteFailedException own) {
        return own;
      }
      root = t;
    }
    return new RouteFailedException(
        "%s failed: %s: %s".formatted(what, root.getClass().getSimpleName(), root.getMessage()),
        failure);
  }
}
