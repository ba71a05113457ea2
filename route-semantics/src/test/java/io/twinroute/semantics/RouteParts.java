package io.twinroute.semantics;

import io.twinroute.reference.ReferenceRoute;
import io.twinroute.reference.ReferenceRule.Lookup;
import io.twinroute.reference.ReferenceRule.Unmatched;
import io.twinroute.reference.ReferenceRule.Window;
import io.twinroute.reference.ReferenceSide;
import io.twinroute.scenario.Scenario;
import io.twinroute.scenario.ScenarioTopic;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.PairWriter;
import io.twinroute.semantics.format.json.JsonFormat;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import io.twinroute.semantics.logic.LogicRule;
import io.twinroute.semantics.logic.MemoryState;
import io.twinroute.semantics.logic.PassThrough;
import io.twinroute.semantics.logic.ResultFormat;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Sides;
import io.twinroute.semantics.other.ScenarioForm;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SizeLimit;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.where.RecordCondition;
import io.twinroute.semantics.where.ResultCondition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run is put together from. A test plants a defect by overriding one part. */
class RouteParts {

  private final List<SourcePartitions> partitions;
  private final LogicRule rule;
  private final RouteLogic join;
  private final AcceptRule left;
  private final AcceptRule right;
  private final SizeLimit limit;

  RouteParts(Scenario scenario) {
    this(scenario, scenario.route().history());
  }

  /** With another history than the scenario's, if it is a lookup. */
  RouteParts(Scenario scenario, Duration history) {
    this(scenario, history, new SizeLimit(scenario.reference().maxRecordBytes()));
  }

  /**
   * @param ofResults how large results may be
   */
  RouteParts(Scenario scenario, Duration history, SizeLimit ofResults) {
    ReferenceRoute route = scenario.reference();
    this.partitions =
        List.of(partitions(scenario.leftTopics()), partitions(scenario.rightTopics()));
    this.limit = new SizeLimit(route.maxRecordBytes());
    this.rule = rule(route, history);
    this.left = acceptRule(rule, Sides.LEFT, route.left(), partitions.get(Sides.LEFT), limit);
    this.right = acceptRule(rule, Sides.RIGHT, route.right(), partitions.get(Sides.RIGHT), limit);
    ResultFormat any = format(route, ofResults);
    ResultFormat format = route.result().compacted() ? any.compacted() : any;
    ResultCondition tombstones = condition(route, tombstoneOn(route));
    this.join = rule.logic(tombstones == null ? format : format.tombstonesOn(tombstones));
  }

  private static @Nullable ResultCondition condition(ReferenceRoute route, @Nullable String text) {
    return text == null
        ? null
        : ResultCondition.ofChecked(
            text,
            JsonFormat.JSON,
            route.left().as(),
            route.passesThrough() ? null : route.right().as());
  }

  /** Called by the constructor. */
  @Nullable String tombstoneOn(ReferenceRoute route) {
    return route.result().tombstoneOn();
  }

  private ResultFormat format(ReferenceRoute route, SizeLimit ofResults) {
    ResultCondition condition = condition(route, route.where());
    return route.passesThrough()
        ? ResultFormat.ofOne(
            partitions.get(0),
            pairs(route),
            rekeys(route),
            ScenarioForm.headers(route),
            ofResults,
            condition)
        : new ResultFormat(
            partitions.get(Sides.LEFT),
            partitions.get(Sides.RIGHT),
            pairs(route),
            rekeys(route),
            ScenarioForm.headers(route),
            ofResults,
            condition);
  }

  /** Called by the constructor. */
  PairWriter pairs(ReferenceRoute route) {
    return route.passesThrough()
        ? JsonFormat.JSON.own(ScenarioForm.of(route))
        : JsonFormat.JSON.pairs(route.left().as(), route.right().as(), ScenarioForm.of(route));
  }

  /** Called by the constructor. */
  boolean rekeys(ReferenceRoute route) {
    return route.result().key() != null;
  }

  private static SourcePartitions partitions(List<ScenarioTopic> topics) {
    return topics.isEmpty() // of the side that a pass-through does not have
        ? SourcePartitions.ofOne("none")
        : SourcePartitions.of(
            topics.stream()
                .map(each -> new SourcePartitions.Topic(each.address(), each.partitions()))
                .toList());
  }

  /** The numbers of an input's partitions. */
  SourcePartitions partitions(int input) {
    return partitions.get(input);
  }

  private static LogicRule rule(ReferenceRoute route, Duration history) {
    if (route.passesThrough()) {
      return new PassThrough();
    }
    if (route.join() instanceof Window window) {
      return new JoinRule.Windowed(
          new JoinWindow(Duration.ofMillis(window.before()), Duration.ofMillis(window.after())),
          window.unmatched() != Unmatched.NONE,
          window.unmatched() == Unmatched.BOTH);
    }
    Lookup lookup = (Lookup) route.join();
    Long within = lookup.firstVersionWithin();
    return new JoinRule.Lookup(
        lookup.unmatched(), history, within == null ? null : Duration.ofMillis(within));
  }

  private static AcceptRule acceptRule(
      LogicRule rule, int input, ReferenceSide of, SourcePartitions partitions, SizeLimit limit) {
    boolean tombstones = rule.takesTombstones(input);
    AcceptRule accept =
        rule.keepsState()
            ? byKey(of, tombstones, limit)
            : AcceptRule.passThrough(Duration.ofMillis(of.lateness()), JsonFormat.JSON, limit);
    if (of.time() != null) {
      accept = accept.withTime(ScenarioForm.time(of.time()));
    }
    return of.where() == null
        ? accept
        : accept.where(
            RecordCondition.ofChecked(of.where(), JsonFormat.JSON, partitions),
            rule.keepsState() && tombstones);
  }

  private static AcceptRule byKey(ReferenceSide of, boolean tombstones, SizeLimit limit) {
    Duration lateness = Duration.ofMillis(of.lateness());
    if (of.recordKey() != null) {
      return AcceptRule.byRecordKeyField(
          lateness, JsonFormat.JSON, JsonPointer.parse(of.recordKey()), tombstones, limit);
    }
    return of.key() == null
        ? AcceptRule.byRecordKey(lateness, JsonFormat.JSON, tombstones, limit)
        : AcceptRule.byField(lateness, JsonFormat.JSON, JsonPointer.parse(of.key()), limit);
  }

  AcceptRule acceptRule(int input, ReferenceSide of) {
    return acceptRule(rule, input, of, partitions.get(input), limit);
  }

  AcceptRule rule(int input) {
    return input == Sides.LEFT ? left : right;
  }

  RouteLogic join() {
    return join;
  }

  SizeLimit limit() {
    return limit;
  }

  boolean isLookup() {
    return rule instanceof JoinRule.Lookup;
  }

  Judgement judge(PartitionProgress before, SourceRecord record) {
    return rule(record.input()).judge(before, record);
  }

  PartitionProgress after(PartitionProgress before, SourceRecord record, Judgement judgement) {
    return rule(record.input()).after(before, record);
  }

  /** What the progress of one partition means to others: nothing. */
  void spread(RunPartition from, List<RunPartition> all) {}

  long frontier(int input, PartitionProgress progress) {
    return rule(input).frontier(progress);
  }

  /** What a restart makes of the progress that was saved. */
  PartitionProgress restored(PartitionProgress saved) {
    return saved;
  }

  MemoryState state() {
    return new MemoryState(join);
  }

  /**
   * What {@code W} allows: first results are fixed, then records go.
   *
   * @return how many went
   */
  int reach(long watermark, MemoryState state, RouteLogic.Collector results) {
    state.settle(watermark, results);
    return state.expire(watermark);
  }

  LogicOutput written(LogicOutput result) {
    return result;
  }

  RejectedRecord rejected(SourceRecord record, Rejection rejection) {
    return RejectedRecord.of(limit.fit(record), rejection, partitions.get(record.input()));
  }
}
