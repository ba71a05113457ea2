package io.twinroute.flink.job;

import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.Output;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.ReferenceRule;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.reference.SourceLog;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.ScenarioTopic;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.PassThrough;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.other.ScenarioForm;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes for tests: orders in the east, payments in the west, results in the centre. */
public final class Routes {

  static final JoinWindow TEN_MINUTES =
      new JoinWindow(Duration.ofMinutes(10), Duration.ofMinutes(10));

  private Routes() {}

  /** An inner join over ten minutes, without an end. */
  public static PinnedRoute pinned(int leftPartitions, int rightPartitions, int parallelism) {
    return pinned(JoinRule.inner(TEN_MINUTES), leftPartitions, rightPartitions, parallelism);
  }

  /** The same route by another name. */
  public static PinnedRoute named(PinnedRoute route, String name) {
    RoutePlan plan = route.plan();
    return new PinnedRoute(
        new RoutePlan(
            name,
            plan.inputs(),
            plan.rule(),
            plan.output(),
            plan.delivery(),
            plan.repartition(),
            plan.parallelism(),
            plan.maxRecordBytes()),
        route.incarnation(),
        route.inputs(),
        route.repartitionPartitions(),
        route.limit(),
        route.untilEnd());
  }

  /** A run without an end. */
  public static PinnedRoute pinned(
      JoinRule join, int leftPartitions, int rightPartitions, int parallelism) {
    RoutePlan plan =
        plan(
            input(Sides.LEFT, "orders", new ReferenceSide("order", 30_000, null)),
            input(Sides.RIGHT, "payments", new ReferenceSide("payment", 30_000, null)),
            join,
            parallelism);
    return pinned(
        plan,
        PinnedInput.of(
            plan.input(Sides.LEFT),
            List.of(Collections.nCopies(leftPartitions, 0L)),
            List.of(List.of())),
        PinnedInput.of(
            plan.input(Sides.RIGHT),
            List.of(Collections.nCopies(rightPartitions, 0L)),
            List.of(List.of())),
        SizeLimit.DEFAULT,
        false);
  }

  /** Where no cluster is: consumers look for it, and the job runs. Nothing is ever silent. */
  public static PinnedRoute nowhere(int leftPartitions, int rightPartitions, int parallelism) {
    Cluster nowhere = new Cluster("nowhere", "localhost:1", Map.of());
    PinnedRoute route = pinned(leftPartitions, rightPartitions, parallelism);
    RoutePlan plan = route.plan();
    List<RouteInput> inputs =
        plan.inputs().stream()
            .map(
                input ->
                    new RouteInput(
                        input.index(),
                        input.name(),
                        List.of(new SourceTopic(nowhere, input.topics().get(0).topic())),
                        input.as(),
                        input.format(),
                        input.lateness(),
                        input.key(),
                        null))
            .toList();
    return pinned(
        new RoutePlan(
            plan.name(),
            inputs,
            plan.rule(),
            plan.output(),
            plan.delivery(),
            plan.repartition(),
            plan.parallelism(),
            null),
        PinnedInput.of(
            inputs.get(Sides.LEFT),
            List.of(Collections.nCopies(leftPartitions, 0L)),
            List.of(List.of())),
        PinnedInput.of(
            inputs.get(Sides.RIGHT),
            List.of(Collections.nCopies(rightPartitions, 0L)),
            List.of(List.of())),
        SizeLimit.DEFAULT,
        false);
  }

  /** The scenario's route, with its logs' ends as the run's if it has one. */
  public static PinnedRoute of(Scenario scenario, int parallelism, boolean untilEnd) {
    ReferenceRoute route = scenario.reference();
    RouteInput left = input(Sides.LEFT, topics(scenario.leftTopics()), route.left());
    List<RouteInput> inputs =
        route.passesThrough()
            ? List.of(left)
            : List.of(left, input(Sides.RIGHT, topics(scenario.rightTopics()), route.right()));
    RoutePlan plan =
        plan(
            inputs,
            rule(route.join(), scenario.route().history()),
            parallelism,
            route.where(),
            new ResultRule(
                ScenarioForm.of(route), ScenarioForm.headers(route), route.result().tombstoneOn()));
    return pinned(
        plan,
        inputs.stream()
            .map(
                input ->
                    input.index() == Sides.LEFT
                        ? pinned(input, scenario.left(), scenario.leftTopics(), untilEnd)
                        : pinned(input, scenario.right(), scenario.rightTopics(), untilEnd))
            .toList(),
        new SizeLimit(route.maxRecordBytes()),
        untilEnd);
  }

  private static List<SourceTopic> topics(List<ScenarioTopic> topics) {
    return topics.stream()
        .map(topic -> new SourceTopic(cluster(topic.cluster()), topic.topic()))
        .toList();
  }

  private static LogicRule rule(ReferenceRule rule, Duration history) {
    if (rule instanceof ReferenceRule.PassThrough) {
      return new PassThrough();
    }
    if (rule instanceof ReferenceRule.Lookup lookup) {
      Long within = lookup.firstVersionWithin();
      return new JoinRule.Lookup(
          lookup.unmatched(), history, within == null ? null : Duration.ofMillis(within));
    }
    ReferenceRule.Window window = (ReferenceRule.Window) rule;
    JoinWindow bounds =
        new JoinWindow(Duration.ofMillis(window.before()), Duration.ofMillis(window.after()));
    return switch (window.unmatched()) {
      case NONE -> JoinRule.inner(bounds);
      case LEFT -> JoinRule.left(bounds);
      case BOTH -> JoinRule.outer(bounds);
    };
  }

  /** A route whose input passes through, without an end. */
  public static PinnedRoute passThrough(int partitions, int parallelism) {
    RouteInput only =
        input(Sides.LEFT, "orders", new ReferenceSide("value", ReferenceSide.NEVER_LATE, null));
    return pinned(
        plan(List.of(only), new PassThrough(), parallelism, null, ResultRule.WHOLE),
        List.of(
            PinnedInput.of(only, List.of(Collections.nCopies(partitions, 0L)), List.of(List.of()))),
        SizeLimit.DEFAULT,
        false);
  }

  private static RoutePlan plan(RouteInput left, RouteInput right, JoinRule join, int parallelism) {
    return plan(List.of(left, right), join, parallelism, null, ResultRule.WHOLE);
  }

  private static RoutePlan plan(
      List<RouteInput> inputs,
      LogicRule rule,
      int parallelism,
      @Nullable String where,
      ResultRule results) {
    return new RoutePlan(
        "paid-orders",
        inputs,
        rule,
        new Output(
            cluster("central"),
            "paid-{engine}",
            "paid-{engine}.late",
            "paid-{engine}.dead-letter",
            4,
            null,
            results.tombstoneOn() == null ? Cleanup.DELETE : Cleanup.COMPACT,
            where,
            results),
        Delivery.EXACTLY_ONCE,
        Repartition.AUTO,
        parallelism,
        null);
  }

  private static @Nullable JoinKey key(ReferenceSide rules) {
    if (rules.recordKey() != null) {
      return JoinKey.ofRecordKey(JsonPointer.parse(rules.recordKey()));
    }
    return rules.key() == null ? null : JoinKey.ofValue(JsonPointer.parse(rules.key()));
  }

  private static RouteInput input(int input, String topic, ReferenceSide rules) {
    Cluster cluster = cluster(input == Sides.LEFT ? "east" : "west");
    return input(input, List.of(new SourceTopic(cluster, topic)), rules);
  }

  private static RouteInput input(int input, List<SourceTopic> topics, ReferenceSide rules) {
    return new RouteInput(
        input,
        input == Sides.LEFT ? "left" : "right",
        topics,
        rules.as(),
        JsonFormat.JSON,
        Duration.ofMillis(rules.lateness()),
        key(rules),
        Duration.ofMinutes(5),
        rules.time() == null ? null : ScenarioForm.time(rules.time()),
        rules.where());
  }

  private static PinnedRoute pinned(
      RoutePlan plan, PinnedInput left, PinnedInput right, SizeLimit limit, boolean untilEnd) {
    return pinned(plan, List.of(left, right), limit, untilEnd);
  }

  private static PinnedRoute pinned(
      RoutePlan plan, List<PinnedInput> inputs, SizeLimit limit, boolean untilEnd) {
    return new PinnedRoute(plan, "0123456789abcdef", inputs, 0, limit, untilEnd);
  }

  private static PinnedInput pinned(
      RouteInput input, List<SourceLog> logs, List<ScenarioTopic> topics, boolean untilEnd) {
    List<List<Long>> starts = new ArrayList<>();
    List<List<Long>> ends = new ArrayList<>();
    int first = 0;
    for (ScenarioTopic topic : topics) {
      List<SourceLog> ofTopic = logs.subList(first, first + topic.partitions());
      starts.add(Collections.nCopies(topic.partitions(), 0L));
      ends.add(untilEnd ? ofTopic.stream().map(Routes::end).toList() : List.of());
      first += topic.partitions();
    }
    return PinnedInput.of(input, starts, ends);
  }

  private static long end(SourceLog log) {
    List<LogRecord> records = log.records();
    return records.isEmpty() ? PinnedInput.NOTHING : records.get(records.size() - 1).offset();
  }

  private static Cluster cluster(String alias) {
    return new Cluster(alias, alias + ":9092", Map.of());
  }
}
