package io.twinroute.config.plan;

import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.logic.CopiedHeaders;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.where.RecordCondition;
import io.twinroute.semantics.where.ResultCondition;
import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A validated route: every reference is resolved, every bound holds. Both engines run exactly this.
 *
 * @param name the name under {@code twinroute.routes}
 * @param inputs what it reads; input {@code i} has the index {@code i}
 * @param rule what it does with its inputs' records
 * @param output where results go
 * @param delivery what is promised across failures
 * @param repartition when an engine that relies on the inputs' partitions repartitions them
 * @param parallelism how many parallel tasks of its logic an engine runs, and the partitions of a
 *     repartition topic; at least 1
 * @param maxRecordBytes how large its records and results may be; null: as its topics take them,
 *     which is found out when it first starts
 * @param enabled whether routers run it
 */
public record RoutePlan(
    String name,
    List<RouteInput> inputs,
    LogicRule rule,
    Output output,
    Delivery delivery,
    Repartition repartition,
    int parallelism,
    @Nullable Integer maxRecordBytes,
    boolean enabled)
    implements Serializable {

  public RoutePlan {
    inputs = List.copyOf(inputs);
  }

  /** A route that routers run. */
  public RoutePlan(
      String name,
      List<RouteInput> inputs,
      LogicRule rule,
      Output output,
      Delivery delivery,
      Repartition repartition,
      int parallelism,
      @Nullable Integer maxRecordBytes) {
    this(name, inputs, rule, output, delivery, repartition, parallelism, maxRecordBytes, true);
  }

  /** The limit on its records that the file sets, or else the usual one. */
  public SizeLimit knownLimit() {
    return maxRecordBytes == null ? SizeLimit.DEFAULT : new SizeLimit(maxRecordBytes);
  }

  /** The input at a place among the {@link #inputs}. */
  public RouteInput input(int index) {
    return inputs.get(index);
  }

  /**
   * The rule by which records of an input are accepted.
   *
   * @param partitions the input's partitions, whose numbers its records carry
   * @param limit how large they may be
   */
  public AcceptRule acceptRule(int index, SourcePartitions partitions, SizeLimit limit) {
    RouteInput input = input(index);
    boolean tombstones = rule.takesTombstones(index);
    AcceptRule accept =
        keepsState()
            ? acceptRule(input, tombstones, limit)
            : AcceptRule.passThrough(input.lateness(), input.format(), limit);
    if (input.time() != null) {
      accept = accept.withTime(input.time());
    }
    return input.where() == null
        ? accept
        : accept.where(
            RecordCondition.ofChecked(input.where(), input.format(), partitions),
            keepsState() && tombstones);
  }

  private static AcceptRule acceptRule(RouteInput input, boolean tombstones, SizeLimit limit) {
    JoinKey key = input.key();
    if (key == null) {
      return AcceptRule.byRecordKey(input.lateness(), input.format(), tombstones, limit);
    }
    return switch (key.part()) {
      case KEY ->
          AcceptRule.byRecordKeyField(
              input.lateness(), input.format(), key.pointer(), tombstones, limit);
      case VALUE -> AcceptRule.byField(input.lateness(), input.format(), key.pointer(), limit);
    };
  }

  /**
   * What runs on accepted records; its results name the inputs as the route does.
   *
   * @param partitions those of each input
   * @param limit how large they may be
   */
  public RouteLogic logic(List<SourcePartitions> partitions, SizeLimit limit) {
    RouteInput first = input(0);
    ResultForm form = output.results().form();
    String second = inputs.size() == 1 ? null : input(1).as();
    ResultCondition where = condition(output.where(), first, second);
    CopiedHeaders headers = output.results().headers();
    boolean rekeys = form.key() != null;
    ResultFormat format =
        second == null
            ? ResultFormat.ofOne(
                partitions.get(0), first.format().own(form), rekeys, headers, limit, where)
            : new ResultFormat(
                partitions.get(0),
                partitions.get(1),
                first.format().pairs(first.as(), second, form),
                rekeys,
                headers,
                limit,
                where);
    if (output.cleanup() == Cleanup.COMPACT) {
      format = format.compacted();
    }
    ResultCondition tombstones = condition(output.results().tombstoneOn(), first, second);
    return rule.logic(tombstones == null ? format : format.tombstonesOn(tombstones));
  }

  private static @Nullable ResultCondition condition(
      @Nullable String text, RouteInput first, @Nullable String second) {
    return text == null
        ? null
        : ResultCondition.ofChecked(text, first.format(), first.as(), second);
  }

  /**
   * Whether an engine that relies on partitions repartitions whatever the topics hold: the route
   * says so, or joins records on a field, which does not decide the record's partition.
   */
  public boolean needsRepartition() {
    return keepsState() && (repartition == Repartition.ALWAYS || joinsOnAField());
  }

  private boolean joinsOnAField() {
    return inputs.stream().anyMatch(input -> input.key() != null);
  }

  /** Whether its results depend on earlier records. */
  public boolean keepsState() {
    return rule.keepsState();
  }

  /** The same route with another cluster in the place of each that it reads or writes. */
  public RoutePlan withClusters(UnaryOperator<Cluster> other) {
    return new RoutePlan(
        name,
        inputs.stream().map(input -> input.withClusters(other)).toList(),
        rule,
        output.withCluster(other.apply(output.cluster())),
        delivery,
        repartition,
        parallelism,
        maxRecordBytes,
        enabled);
  }

  /** All topics that the route reads: those of its first input in their order, then the next's. */
  public Stream<SourceTopic> sources() {
    return inputs.stream().flatMap(input -> input.topics().stream());
  }

  /** Each cluster that the route reads or writes, the target last. */
  public List<Cluster> clusters() {
    return Stream.concat(sources().map(SourceTopic::cluster), Stream.of(output.cluster()))
        .distinct()
        .toList();
  }
}
