package io.twinroute.runtime.pin;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.cluster.RecordSizes;
import io.twinroute.semantics.accept.AcceptStation;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.SizeLimit;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A route that is ready to run: its clusters answered, its topics exist, its offsets are pinned.
 *
 * @param plan the route
 * @param incarnation an id that the route was given when its first engine started; engines keep
 *     their local state under it, so that a route on other clusters never meets it
 * @param inputs the offsets of the plan's inputs, in their order
 * @param repartitionPartitions the partitions of the repartition topic; 0 if the logic takes its
 *     inputs as they are partitioned
 * @param limit how large its records and results may be, the same on either engine
 * @param untilEnd whether the run ends when the pinned ends are reached
 * @param installation the id that the routes of the file have in common; empty if nobody asks
 */
public record PinnedRoute(
    RoutePlan plan,
    String incarnation,
    List<PinnedInput> inputs,
    int repartitionPartitions,
    SizeLimit limit,
    boolean untilEnd,
    String installation)
    implements Serializable {

  public PinnedRoute {
    inputs = List.copyOf(inputs);
  }

  /** A route whose installation nobody asks for. */
  public PinnedRoute(
      RoutePlan plan,
      String incarnation,
      List<PinnedInput> inputs,
      int repartitionPartitions,
      SizeLimit limit,
      boolean untilEnd) {
    this(plan, incarnation, inputs, repartitionPartitions, limit, untilEnd, "");
  }

  /** The offsets of the input at a place among the {@link #inputs}. */
  public PinnedInput input(int index) {
    return inputs.get(index);
  }

  /** What the accept station of an input is given on {@code engine}. */
  public AcceptStation.Input acceptInput(int index, Engine engine) {
    return new AcceptStation.Input(
        index,
        input(index).sources(),
        plan.acceptRule(index, input(index).sources(), limit),
        input(index).ends(),
        plan.output().destinations(engine));
  }

  /** What runs on accepted records. */
  public RouteLogic logic() {
    return plan.logic(inputs.stream().map(PinnedInput::sources).toList(), limit);
  }

  /** What its largest records ask of topics and clients. */
  public RecordSizes sizes() {
    return new RecordSizes(limit);
  }

  /**
   * Of each input and each of its partitions the last offset to process; see {@link PinnedInput}.
   */
  public List<List<Long>> ends() {
    return inputs.stream().map(PinnedInput::ends).toList();
  }

  /** All topics that the route reads, with their offsets. */
  public Stream<PinnedTopic> topics() {
    return inputs.stream().flatMap(input -> input.topics().stream());
  }

  /** How many partitions each input has. */
  public List<Integer> partitions() {
    return inputs.stream().map(PinnedInput::partitions).toList();
  }
}
