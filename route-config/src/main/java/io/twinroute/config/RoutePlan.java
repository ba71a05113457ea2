package io.twinroute.config;

import io.twinroute.semantics.JoinWindow;
import io.twinroute.semantics.Side;
import java.util.List;

/**
 * A validated route: every reference is resolved, every bound holds. Both engines run exactly this.
 *
 * @param name the name under {@code twinroute.routes}
 * @param left the left input; {@code left.side()} is {@link Side#LEFT}
 * @param right the right input; {@code right.side()} is {@link Side#RIGHT}
 * @param window the inner join's window
 * @param output where results go
 * @param delivery what is promised across failures
 * @param exchange when the Streams topology repartitions
 * @param parallelism how many parallel joins an engine runs: Flink's operator parallelism, and the
 *     partitions of the Streams exchange; at least 1
 */
public record RoutePlan(
    String name,
    SourceSide left,
    SourceSide right,
    JoinWindow window,
    Output output,
    Delivery delivery,
    Exchange exchange,
    int parallelism) {

  /** The input on {@code side}. */
  public SourceSide side(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** Left, then right. */
  public List<SourceSide> sides() {
    return List.of(left, right);
  }
}
