package io.twinroute.kstreams.service;

import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Refusal;
import io.twinroute.runtime.failure.Failure.GaveUp;
import io.twinroute.runtime.failure.Failure.Other;
import io.twinroute.runtime.pin.PinnedRoute;

/** Describes failures of Streams. */
final class Reasons {

  private Reasons() {}

  /**
   * The cause of a failure: the processors' own message if they stopped it, else the root cause,
   * whose message by Kafka has no record contents.
   */
  static RouteFailedException failed(PinnedRoute route, Throwable failure) {
    Throwable root = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RouteFailedException own) {
        return own;
      }
      root = t;
    }
    Throwable innermost = root;
    String reason =
        Refusal.reason(route.plan(), StreamsEngine.ENGINE, route.sizes(), failure)
            .orElseGet(
                () ->
                    "Kafka Streams failed: %s: %s"
                        .formatted(innermost.getClass().getSimpleName(), innermost.getMessage()));
    return new RouteFailedException(
        Refusal.isFinal(failure) ? new GaveUp(reason) : new Other(reason), failure);
  }
}
