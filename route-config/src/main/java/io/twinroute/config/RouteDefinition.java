package io.twinroute.config;

import io.twinroute.semantics.JoinWindow;
import io.twinroute.semantics.Side;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A route as written: each value is right by itself, and clusters are still names. What is null was
 * missing or wrong, and has been reported.
 */
record RouteDefinition(
    String name,
    Input left,
    Input right,
    JoinWindow window,
    Target output,
    Delivery delivery,
    Exchange exchange,
    int parallelism) {

  /** One side as written. */
  record Input(
      String path,
      Side side,
      @Nullable String cluster,
      @Nullable String topic,
      String as,
      Duration lateness) {}

  /** The output as written. */
  record Target(
      String path,
      @Nullable String cluster,
      @Nullable String topic,
      @Nullable Integer partitions,
      @Nullable Integer replication) {}
}
