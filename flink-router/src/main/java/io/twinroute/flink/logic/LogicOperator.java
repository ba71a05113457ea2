package io.twinroute.flink.logic;

import io.twinroute.config.plan.RoutePlan;
import io.twinroute.flink.names.CounterNames;
import io.twinroute.flink.names.FlinkNames;
import io.twinroute.flink.state.BucketTimers;
import io.twinroute.flink.state.DueBuckets;
import io.twinroute.flink.state.LayeredJoinState;
import io.twinroute.flink.state.RecentRecordsState;
import io.twinroute.flink.state.StoredRecords;
import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.state.RecentMemory;
import io.twinroute.semantics.state.RecentRecords;
import io.twinroute.semantics.state.RecordState;
import io.twinroute.semantics.state.StoredBuckets;
import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The join station: the route's own join on Flink's keyed state. Its time is {@code W}, the minimum
 * of the frontiers that the accept stations send; when a run that has an end has reached it, all
 * that waits is settled.
 */
@SuppressWarnings("NullAway.Init") // made where it runs; Flink opens it first
public class LogicOperator extends AbstractStreamOperator<RouteOutput>
    implements OneInputStreamOperator<Routed, RouteOutput>, Triggerable<RecordKey, Long> {
  private static final long serialVersionUID = 1L;

  private final RoutePlan plan;
  private final RouteLogic join;
  private final Frontiers frontiers;
  private final LongCounter results = new LongCounter();
  private final TimestampedCollector<RouteOutput> out;
  private final RouteLogic.Collector collector = this::write;

  private final RecentMemory memory;
  private final RecentRecords<RecordKey> recent;
  private final StoredBuckets storedBuckets;
  private final RecentRecordsState recentState;

  private long watermark = Frontiers.UNKNOWN;
  private boolean atTheEnd;
  private StoredRecords stored;
  private RecordState state;
  private DueBuckets due;
  private RecentMemory.@Nullable Share share;

  /**
   * @param memory what the recent records of all joins of this process may take
   */
  public LogicOperator(
      StreamOperatorParameters<RouteOutput> parameters, PinnedRoute route, RecentMemory memory) {
    super(parameters);
    this.memory = memory;
    this.plan = route.plan();
    this.join = plan.routeJoin();
    this.frontiers =
        route.untilEnd()
            ? new Frontiers(route.left().ends(), route.right().ends())
            : Frontiers.endless(route.left().partitions(), route.right().partitions());
    this.out = new TimestampedCollector<>(output);
    this.recent = new RecentRecords<>(join, RecentRecords.Listener.NONE);
    this.storedBuckets = new StoredBuckets(join);
    this.recentState = new RecentRecordsState(recent, storedBuckets);
  }

  /** The recent records; Flink's own timers are managed state. */
  @Override
  protected boolean isUsingCustomRawKeyedState() {
    return true;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (context.isRestored()) {
      recentState.read(context.getRawKeyedStateInputs());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    getRuntimeContext().addAccumulator(CounterNames.RESULTS, results);
    BucketTimers timers =
        new BucketTimers(getInternalTimerService(FlinkNames.TIMERS, LongSerializer.INSTANCE, this));
    stored = new StoredRecords(join, records(Side.LEFT), records(Side.RIGHT), timers);
    due = new DueBuckets(plan.join(), join, stored, timers, collector);
    if (plan.join() instanceof JoinRule.Windowed) {
      share = memory.open(slots());
      state =
          new LayeredJoinState(recent, storedBuckets, stored, () -> (RecordKey) getCurrentKey());
    } else {
      state = stored; // a lookup's rows outlive every window
    }
    settleAtTheEnd(); // no partition may hold anything, and then none tells
  }

  /** A slot has one join at most, and each job has a class loader of its own. */
  private int slots() {
    return getContainingTask()
        .getEnvironment()
        .getTaskManagerInfo()
        .getConfiguration()
        .get(TaskManagerOptions.NUM_TASK_SLOTS);
  }

  /** Also what was never opened, or is a lookup. */
  @Override
  public void close() throws Exception {
    if (share != null) {
      share.close();
    }
    super.close();
  }

  private MapState<Long, List<Kept>> records(Side side) {
    return getRuntimeContext().getMapState(descriptor(side));
  }

  public static MapStateDescriptor<Long, List<Kept>> descriptor(Side side) {
    return new MapStateDescriptor<>(
        FlinkNames.state(side), RouteTypes.BUCKET_NUMBER, RouteTypes.BUCKET);
  }

  @Override
  public void processElement(StreamRecord<Routed> element) throws Exception {
    AcceptOutput message = element.getValue().message();
    if (message instanceof AcceptedRecord record) {
      join.process(record, state, collector);
      if (share != null) {
        limit(share.bytes());
      }
    } else if (message instanceof PartitionFrontier reached) {
      advance(reached);
    } else if (message instanceof RejectedRecord rejected) {
      out.collect(rejected);
    }
  }

  /**
   * Moves the oldest to Flink's state if they have become too many, until half of them are left.
   */
  private void limit(long most) {
    if (recent.bytes() > most) {
      recent.moveOldest(
          most / 2,
          storedBuckets,
          (entry, bucket) -> {
            setCurrentKey(entry.key());
            stored.put(entry.record(), entry.isWaiting());
          });
    }
  }

  private void advance(PartitionFrontier reached) throws Exception {
    frontiers.advance(reached);
    long now = frontiers.watermark();
    if (now > watermark) {
      watermark = now;
      recent.settle(now, this::settle);
      super.processWatermark(new Watermark(now));
      recent.expire(now);
      storedBuckets.expire(now);
    }
    settleAtTheEnd();
  }

  /** Flink's own watermarks do not count: after a restore they know nothing of the partitions. */
  @Override
  public void processWatermark(Watermark flinks) {}

  @Override
  public void onEventTime(InternalTimer<RecordKey, Long> timer) throws Exception {
    due.due(
        BucketTimers.sideOf(timer.getNamespace()),
        timer.getKey(),
        BucketTimers.bucketOf(timer.getNamespace()),
        timer.getTimestamp(),
        watermark);
  }

  @Override
  public void onProcessingTime(InternalTimer<RecordKey, Long> timer) {
    throw new IllegalStateException("the join looks at no clock");
  }

  private void settleAtTheEnd() throws Exception {
    if (atTheEnd || !frontiers.haveReachedTheEnds()) {
      return;
    }
    atTheEnd = true;
    recent.settle(RouteLogic.NEVER, this::settle);
    for (Side side : Side.values()) {
      if (due.mayWait(side)) {
        getKeyedStateBackend()
            .applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                descriptor(side),
                (key, ofKey) -> due.settleAll(side));
      }
    }
  }

  private void settle(AcceptedRecord waiting) {
    join.settle(waiting, state, collector);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    recentState.write(context.getRawKeyedOperatorStateOutput(), RoutingKeys.KEY_GROUPS);
  }

  /** All that is kept outside Flink's state. */
  public RecentRecords<RecordKey> recent() {
    return recent;
  }

  private void write(RouteResult result) {
    results.add(1L);
    out.collect(result);
  }
}
