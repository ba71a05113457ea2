package io.twinroute.kstreams.topology;

import io.twinroute.config.plan.Repartition;
import io.twinroute.config.plan.RouteInput;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.reference.LogRecord;
import io.twinroute.reference.ReferenceRule;
import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.reference.SourceLog;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.scenario.Scenario;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.record.SizeLimit;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

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
    this.plan =
        plans.apply(
            Routes.plan(
                Repartition.AUTO,
                rule(scenario.reference().join()),
                input(Sides.LEFT, scenario.reference().left()),
                input(Sides.RIGHT, scenario.reference().right())));
  }

  /** Whether a test driver, which has one task, can join the inputs as they are partitioned. */
  boolean canDoWithoutRepartition() {
    return scenario.left().size() == 1
        && scenario.right().size() == 1
        && plan.input(Sides.LEFT).key() == null
        && plan.input(Sides.RIGHT).key() == null;
  }

  /** A run without an end. */
  PinnedRoute endless(boolean repartition) {
    return pinned(repartition, List.of(), List.of());
  }

  /** A run to the ends of the scenario's logs. */
  PinnedRoute untilEnd(boolean repartition) {
    return pinned(repartition, ends(scenario.left()), ends(scenario.right()));
  }

  private PinnedRoute pinned(boolean repartition, List<Long> leftEnds, List<Long> rightEnds) {
    return Routes.pinned(
        plan,
        Routes.starts(scenario.left().size()),
        leftEnds,
        Routes.starts(scenario.right().size()),
        rightEnds,
        repartition ? 1 : 0,
        new SizeLimit(scenario.reference().maxRecordBytes()));
  }

  private static List<Long> ends(List<SourceLog> logs) {
    return logs.stream().map(SourceLog::records).map(ScenarioRoutes::end).toList();
  }

  private static long end(List<LogRecord> log) {
    return log.isEmpty() ? PinnedInput.NOTHING : log.get(log.size() - 1).offset();
  }

  private static RouteInput input(int input, ReferenceSide rules) {
    return Routes.input(input, rules.as(), rules.lateness(), rules.key());
  }

  private JoinRule rule(ReferenceRule rules) {
    if (rules instanceof ReferenceRule.Lookup lookup) {
      return new JoinRule.Lookup(lookup.unmatched(), scenario.route().history());
    }
    ReferenceRule.Window window = (ReferenceRule.Window) rules;
    return new JoinRule.Windowed(
        new JoinWindow(Duration.ofMillis(window.before()), Duration.ofMillis(window.after())),
        window.unmatched() != Unmatched.NONE,
        window.unmatched() == Unmatched.BOTH);
  }
}
