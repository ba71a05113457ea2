package io.twinroute.flink.job;

import io.twinroute.config.RoutePlan;
import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.semantics.AcceptOutput;
import io.twinroute.semantics.Frontiers;
import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.PartitionFrontier;
import io.twinroute.semantics.RejectedRecord;
import io.twinroute.semantics.RouteJoin;
import io.twinroute.semantics.RouteOutput;
import io.twinroute.semantics.Side;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
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

/**
 * The join station: the route's own join on Flink's keyed state. Its time is {@code W}, the minimum
 * of the frontiers that the accept stations send; when a run that has an end has reached it, all
 * that waits is settled.
 */
@SuppressWarnings("NullAway.Init") // made where it runs; Flink opens it first
class JoinOperator extends AbstractStreamOperator<RouteOutput>
    implements OneInputStreamOperator<Routed, RouteOutput>, Triggerable<RecordKey, Long> {
  private static final long serialVersionUID = 1L;

  private final RoutePlan plan;
  private final RouteJoin join;
  private final Frontiers frontiers;
  private final LongCounter results = new LongCounter();
  private final TimestampedCollector<RouteOutput> out;
  private final RouteJoin.Collector collector = this::write;

  private long watermark = Frontiers.UNKNOWN;
  private boolean atTheEnd;
  private BucketedJoinState state;
  private DueBuckets due;

  JoinOperator(StreamOperatorParameters<RouteOutput> parameters, PinnedRoute route) {
    super(parameters);
    this.plan = route.plan();
    this.join = plan.routeJoin();
    this.frontiers =
        route.untilEnd()
            ? new Frontiers(route.left().ends(), route.right().ends())
            : Frontiers.endless(route.left().partitions(), route.right().partitions());
    this.out = new TimestampedCollector<>(output);
  }

  @Override
  public void open() throws Exception {
    super.open();
    getRuntimeContext().addAccumulator(CounterNames.RESULTS, results);
    BucketTimers timers =
        new BucketTimers(getInternalTimerService(FlinkNames.TIMERS, LongSerializer.INSTANCE, this));
    state = new BucketedJoinState(join, records(Side.LEFT), records(Side.RIGHT), timers);
    due = new DueBuckets(plan.join(), join, state, timers, collector);
    settleAtTheEnd(); // no partition may hold anything, and then none tells
  }

  private MapState<Long, List<Kept>> records(Side side) {
    return getRuntimeContext().getMapState(descriptor(side));
  }

  static MapStateDescriptor<Long, List<Kept>> descriptor(Side side) {
    return new MapStateDescriptor<>(
        FlinkNames.state(side), RouteTypes.BUCKET_NUMBER, RouteTypes.BUCKET);
  }

  @Override
  public void processElement(StreamRecord<Routed> element) throws Exception {
    AcceptOutput message = element.getValue().message();
    if (message instanceof JoinableRecord record) {
      join.process(record, state, collector);
    } else if (message instanceof PartitionFrontier reached) {
      advance(reached);
    } else if (message instanceof RejectedRecord rejected) {
      out.collect(rejected);
    }
  }

  private void advance(PartitionFrontier reached) throws Exception {
    frontiers.advance(reached);
    long now = frontiers.watermark();
    if (now > watermark) {
      watermark = now;
      super.processWatermark(new Watermark(now));
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

  private void write(JoinResult result) {
    results.add(1L);
    out.collect(result);
  }
}
