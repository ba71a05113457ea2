package io.twinroute.kstreams.topology;

import io.twinroute.config.plan.JoinKey;
import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.config.plan.SourceTopic;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceRule;
import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.reference.SourceLog;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.ScenarioTopic;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.PassThrough;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.other.ScenarioForm;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scenario's route, ready to run. */
final class ScenarioRoutes {

  private final Scenario scenario;
  private final RoutePlan plan;

  ScenarioRoutes(Scenario scenario) {
    this(scenario, UnaryOperator.identity());
  }

  /**
   * @param plans what is run instead of the scenario's own plan
   */
  ScenarioRoutes(Scenario scenario, UnaryOperator<RoutePlan> plans) {
    this.scenario = scenario;
    RouteInput left = input(Sides.LEFT, scenario.leftTopics(), scenario.reference().left());
    this.plan =
        plans.apply(
            Routes.plan(
                Repartition.AUTO,
                rule(scenario.reference().join()),
                scenario.route().passesThrough()
                    ? List.of(left)
                    : List.of(
                        left,
                        input(Sides.RIGHT, scenario.rightTopics(), scenario.reference().right())),
                scenario.reference().where(),
                new ResultRule(
                    ScenarioForm.of(scenario.reference()),
                    ScenarioForm.headers(scenario.reference()),
                    scenario.reference().result().tombstoneOn())));
  }

  /** Whether a test driver, which has one task, can join the inputs as they are partitioned. */
  boolean canDoWithoutRepartition() {
    return !plan.keepsState() || canJoinWithoutRepartition();
  }

  /** Whether records may go through a repartition topic. */
  boolean canRepartition() {
    return plan.keepsState();
  }

  private boolean canJoinWithoutRepartition() {
    return Stream.concat(scenario.leftTopics().stream(), scenario.rightTopics().stream())
            .allMatch(topic -> topic.partitions() == 1)
        && plan.input(Sides.LEFT).key() == null
        && plan.input(Sides.RIGHT).key() == null;
  }

  /** A run without an end. */
  PinnedRoute endless(boolean repartition) {
    return pinned(repartition, false);
  }

  /** A run to the ends of the scenario's logs. */
  PinnedRoute untilEnd(boolean repartition) {
    return pinned(repartition, true);
  }

  private PinnedRoute pinned(boolean repartition, boolean untilEnd) {
    return Routes.pinned(
        plan,
        plan.inputs().stream().map(input -> pinned(input, untilEnd)).toList(),
        repartition ? 1 : 0,
        new SizeLimit(scenario.reference().maxRecordBytes()),
        untilEnd);
  }

  private PinnedInput pinned(RouteInput input, boolean untilEnd) {
    return input.index() == Sides.LEFT
        ? pinned(input, scenario.left(), scenario.leftTopics(), untilEnd)
        : pinned(input, scenario.right(), scenario.rightTopics(), untilEnd);
  }

  private static PinnedInput pinned(
      RouteInput input, List<SourceLog> logs, List<ScenarioTopic> topics, boolean untilEnd) {
    List<List<Long>> starts = new ArrayList<>();
    List<List<Long>> ends = new ArrayList<>();
    int first = 0;
    for (ScenarioTopic topic : topics) {
      List<SourceLog> ofTopic = logs.subList(first, first + topic.partitions());
      starts.add(Routes.starts(topic.partitions()));
      ends.add(untilEnd ? ofTopic.stream().map(log -> end(log.records())).toList() : List.of());
      first += topic.partitions();
    }
    return PinnedInput.of(input, starts, ends);
  }

  private static long end(List<LogRecord> log) {
    return log.isEmpty() ? PinnedInput.NOTHING : log.get(log.size() - 1).offset();
  }

  private static RouteInput input(int input, List<ScenarioTopic> topics, ReferenceSide rules) {
    RouteInput plain =
        Routes.input(
            input,
            topics.stream()
                .map(topic -> new SourceTopic(Routes.cluster(topic.cluster()), topic.topic()))
                .toList(),
            rules.as(),
            rules.lateness(),
            key(rules));
    return new RouteInput(
        plain.index(),
        plain.name(),
        plain.topics(),
        plain.as(),
        plain.format(),
        plain.lateness(),
        plain.key(),
        plain.silenceAfter(),
        rules.time() == null ? null : ScenarioForm.time(rules.time()),
        rules.where());
  }

  private static @Nullable JoinKey key(ReferenceSide rules) {
    if (rules.recordKey() != null) {
      return JoinKey.ofRecordKey(JsonPointer.parse(rules.recordKey()));
    }
    return rules.key() == null ? null : JoinKey.ofValue(JsonPointer.parse(rules.key()));
  }

  private LogicRule rule(ReferenceRule rules) {
    if (rules instanceof ReferenceRule.PassThrough) {
      return new PassThrough();
    }
    if (rules instanceof ReferenceRule.Lookup lookup) {
      Long within = lookup.firstVersionWithin();
      return new JoinRule.Lookup(
          lookup.unmatched(),
          scenario.route().history(),
          within == null ? null : Duration.ofMillis(within));
    }
    ReferenceRule.Window window = (ReferenceRule.Window) rules;
    return new JoinRule.Windowed(
        new JoinWindow(Duration.ofMillis(window.before()), Duration.ofMillis(window.after())),
        window.unmatched() != Unmatched.NONE,
        window.unmatched() == Unmatched.BOTH);
  }
}
