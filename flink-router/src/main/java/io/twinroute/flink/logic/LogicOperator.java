package io.twinroute.flink.logic;

import io.twinroute.flink.names.CounterNames;
import io.twinroute.flink.names.FlinkNames;
import io.twinroute.flink.state.BucketTimers;
import io.twinroute.flink.state.DueBuckets;
import io.twinroute.flink.state.RecentRecordsState;
import io.twinroute.flink.state.StoredRecords;
import io.twinroute.flink.types.Kept;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.runtime.metrics.Metric;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.state.LayeredRecordState;
import io.twinroute.semantics.state.LogicState;
import io.twinroute.semantics.state.RecentInput;
import io.twinroute.semantics.state.RecentMemory;
import io.twinroute.semantics.state.RecentRecords;
import io.twinroute.semantics.state.RecordState;
import io.twinroute.semantics.state.RowState;
import io.twinroute.semantics.time.Frontiers;
import java.util.List;
import java.util.stream.IntStream;
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
 * The route's logic on Flink's keyed state. Its time is {@code W}, the minimum of the frontiers
 * that the accept stations send; when a run with an end reaches it, everything that waits is
 * settled.
 */
@SuppressWarnings("NullAway.Init") // made where it runs; Flink opens it first
public class LogicOperator extends AbstractStreamOperator<RouteOutput>
    implements OneInputStreamOperator<Routed, RouteOutput>, Triggerable<RecordKey, Long> {
  private static final long serialVersionUID = 1L;

  private final String route;
  private final RouteLogic logic;
  private final Frontiers frontiers;
  private final LongCounter results = new LongCounter();
  private final LongCounter unwritten = new LongCounter();
  private final RecentBytes recentBytes = new RecentBytes();
  private final TimestampedCollector<RouteOutput> out;
  private final RouteLogic.Collector collector = this::write;

  private final RecentMemory memory;
  private final LayeredRecordState<RecordKey> layered;
  private final RecentRecordsState recentState;

  private long watermark = Frontiers.UNKNOWN;
  private boolean atTheEnd;
  private StoredRecords stored;
  private LogicState state;
  private DueBuckets due;
  private RecentMemory.@Nullable Share share;

  /**
   * @param memory what the recent records of all tasks of this process may take
   */
  public LogicOperator(
      StreamOperatorParameters<RouteOutput> parameters, PinnedRoute route, RecentMemory memory) {
    super(parameters);
    this.memory = memory;
    this.route = route.plan().name();
    this.logic = route.logic();
    this.frontiers =
        route.untilEnd() ? new Frontiers(route.ends()) : Frontiers.endless(route.partitions());
    this.out = new TimestampedCollector<>(output);
    this.layered = new LayeredRecordState<>(logic, new Stored(), LayeredRecordState.Log.NONE);
    this.recentState = new RecentRecordsState(layered, logic);
  }

  /** Records that leave the heap go to Flink's keyed state, under their own key. */
  private final class Stored implements LayeredRecordState.Stored<RecordKey> {

    /** The key of the current record, which Flink provides. */
    @Override
    public RecordKey key(byte[] key) {
      return getCurrentKey() instanceof RecordKey current && current.bytes() == key
          ? current
          : new RecordKey(key);
    }

    @Override
    public void move(RecentInput.Entry<RecordKey> entry) {
      setCurrentKey(entry.key());
      stored.put(entry.record(), entry.isWaiting());
    }

    @Override
    public RecordState stored() {
      return stored;
    }
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
    getRuntimeContext().addAccumulator(CounterNames.UNWRITTEN_RESULTS, unwritten);
    getRuntimeContext().addAccumulator(CounterNames.RECENT_BYTES, recentBytes);
    getMetricGroup()
        .addGroup("route", route)
        .gauge(Metric.RESULTS.exposed(), results::getLocalValuePrimitive);
    BucketTimers timers =
        new BucketTimers(getInternalTimerService(FlinkNames.TIMERS, LongSerializer.INSTANCE, this));
    stored =
        new StoredRecords(
            logic, IntStream.range(0, logic.inputs()).mapToObj(this::records).toList(), timers);
    due = new DueBuckets(logic, stored, timers, collector);
    if (logic.keepsRecentRecords()) {
      share = memory.open(slots());
      state = new Layers(layered, stored);
    } else {
      state = stored;
    }
    settleAtTheEnd(); // if all partitions are empty, none reports its end
  }

  /** Rows have no upper layer. */
  private record Layers(RecordState records, RowState rows) implements LogicState {}

  /** A slot has one task at most, and each job has a class loader of its own. */
  private int slots() {
    return getContainingTask()
        .getEnvironment()
        .getTaskManagerInfo()
        .getConfiguration()
        .get(TaskManagerOptions.NUM_TASK_SLOTS);
  }

  /** Also if it was never opened, or keeps nothing on the heap. */
  @Override
  public void close() throws Exception {
    if (share != null) {
      share.close();
    }
    super.close();
  }

  private MapState<Long, List<Kept>> records(int input) {
    return getRuntimeContext().getMapState(descriptor(input));
  }

  public static MapStateDescriptor<Long, List<Kept>> descriptor(int input) {
    return new MapStateDescriptor<>(
        FlinkNames.state(input), RouteTypes.BUCKET_NUMBER, RouteTypes.BUCKET);
  }

  @Override
  public void processElement(StreamRecord<Routed> element) throws Exception {
    AcceptOutput message = element.getValue().message();
    if (message instanceof AcceptedRecord record) {
      logic.process(record, state, collector);
      if (share != null) {
        long most = share.bytes();
        layered.limit(most, most / 2);
      }
    } else if (message instanceof PartitionFrontier reached) {
      advance(reached);
    } else if (message instanceof RejectedRecord rejected) {
      out.collect(rejected);
    }
  }

  private void advance(PartitionFrontier reached) throws Exception {
    frontiers.advance(reached);
    recentBytes.set(layered.recent().bytes());
    long now = frontiers.watermark();
    if (now > watermark) {
      watermark = now;
      layered.recent().settle(now, this::settle);
      super.processWatermark(new Watermark(now));
      layered.recent().expire(now);
      layered.buckets().expire(now);
    }
    settleAtTheEnd();
  }

  /** Flink's own watermarks do not count: after a restore they know nothing of the partitions. */
  @Override
  public void processWatermark(Watermark flinks) {}

  @Override
  public void onEventTime(InternalTimer<RecordKey, Long> timer) throws Exception {
    long bucket = BucketTimers.bucketOf(timer.getNamespace());
    int first = BucketTimers.inputOf(timer.getNamespace());
    for (int input = first; input < logic.inputs(); input += BucketTimers.INPUTS) {
      due.due(input, timer.getKey(), bucket, timer.getTimestamp(), watermark);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<RecordKey, Long> timer) {
    throw new IllegalStateException("the logic looks at no clock");
  }

  private void settleAtTheEnd() throws Exception {
    if (atTheEnd || !frontiers.haveReachedTheEnds()) {
      return;
    }
    atTheEnd = true;
    layered.recent().settle(RouteLogic.NEVER, this::settle);
    for (int input = 0; input < logic.inputs(); input++) {
      if (logic.mayWait(input)) {
        settleStored(input);
      }
    }
  }

  private void settleStored(int input) throws Exception {
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            descriptor(input),
            (key, ofKey) -> due.settleAll(input));
  }

  private void settle(AcceptedRecord waiting) {
    logic.settle(waiting, state, collector);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    recentState.write(context.getRawKeyedOperatorStateOutput(), RoutingKeys.KEY_GROUPS);
  }

  /** Everything that is kept outside Flink's state. */
  public RecentRecords<RecordKey> recent() {
    return layered.recent();
  }

  private void write(LogicOutput output) {
    LongCounter counter = output instanceof RouteResult ? results : unwritten;
    counter.add(1L);
    out.collect(output);
  }
}
