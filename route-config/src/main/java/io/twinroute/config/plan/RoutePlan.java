package io.twinroute.config.plan;

import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A validated route: every reference is resolved, every bound holds. Both engines run exactly this.
 *
 * @param name the name under {@code twinroute.routes}
 * @param left the left input; {@code left.side()} is {@link Side#LEFT}
 * @param right the right input; {@code right.side()} is {@link Side#RIGHT}
 * @param join how the sides meet
 * @param output where results go
 * @param delivery what is promised across failures
 * @param exchange when the Streams topology repartitions
 * @param parallelism how many parallel joins an engine runs: Flink's operator parallelism, and the
 *     partitions of the Streams exchange; at least 1
 */
public record RoutePlan(
    String name,
    RouteInput left,
    RouteInput right,
    JoinRule join,
    Output output,
    Delivery delivery,
    Repartition exchange,
    int parallelism)
    implements Serializable {

  /** The input on {@code side}. */
  public RouteInput side(Side side) {
    return side == Side.LEFT ? left : right;
  }

  /** The rule by which records of {@code side} are accepted. */
  public AcceptRule acceptRule(Side side) {
    return AcceptRule.of(join, side, side(side).lateness(), side(side).key());
  }

  /** The join's {@code type} as YAML names it. */
  public String joinType() {
    return JoinType.of(join).id();
  }

  /** The join itself, whose results name the sides as the route does. */
  public RouteLogic routeJoin() {
    return RouteLogic.of(
        join, new ResultFormat(left.address(), left.as(), right.address(), right.as()));
  }

  /**
   * Whether the Streams topology repartitions whatever the topics hold: the route says so, or joins
   * on a field, which says nothing about where its record lies.
   */
  public boolean needsExchange() {
    return exchange == Repartition.ALWAYS || sides().stream().anyMatch(side -> side.key() != null);
  }

  /** Left, then right. */
  public List<RouteInput> sides() {
    return List.of(left, right);
  }

  /** Each cluster that the route reads or writes, the target last. */
  public List<Cluster> clusters() {
    return Stream.of(left.cluster(), right.cluster(), output.cluster()).distinct().toList();
  }
}
