package io.twinroute.runtime.pin;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.semantics.logic.Side;
import java.io.Serializable;
import java.util.List;

/**
 * A route that is ready to run: its clusters answered, its topics exist, its offsets are pinned.
 *
 * @param plan the route
 * @param incarnation an id that the route was given when its first engine started; engines keep
 *     their local state under it, so that a route on other clusters never meets it
 * @param left the left input's offsets
 * @param right the right input's offsets
 * @param exchangePartitions the partitions of the Streams exchange; 0 if the inputs are joined as
 *     they are partitioned
 * @param untilEnd whether the run ends when the pinned ends are reached
 */
public record PinnedRoute(
    RoutePlan plan,
    String incarnation,
    PinnedInput left,
    PinnedInput right,
    int exchangePartitions,
    boolean untilEnd)
    implements Serializable {

  /** The input on {@code side}. */
  public PinnedInput side(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** Left, then right. */
  public List<PinnedInput> sides() {
    return List.of(left, right);
  }
}
