package io.twinroute.kstreams.service;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.cluster.Refusal;

/** Failures of Streams in words. */
final class Reasons {

  private Reasons() {}

  /**
   * What a failure was really about: the processors' own words if they stopped it, else the root
   * cause, which Kafka words without record contents.
   */
  static RouteFailedException failed(RoutePlan route, Throwable failure) {
    Throwable root = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RouteFailedException own) {
        return own;
      }
      root = t;
    }
    Throwable innermost = root;
    return new RouteFailedException(
        Refusal.reason(route, StreamsEngine.ENGINE, failure)
            .orElseGet(
                () ->
                    "Kafka Streams failed: %s: %s"
                        .formatted(innermost.getClass().getSimpleName(), innermost.getMessage())),
        failure);
  }
}
