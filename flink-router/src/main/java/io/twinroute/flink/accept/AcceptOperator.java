package io.twinroute.flink.accept;

import io.twinroute.flink.engine.FlinkEngine;
import io.twinroute.flink.names.CounterNames;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.accept.AcceptStation;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.time.Frontiers;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The {@link AcceptStation} of one input, chained to its source: it takes the records of the
 * partitions that its source has been given.
 */
@SuppressWarnings("NullAway.Init") // made where it runs; Flink initializes, then opens
class AcceptOperator extends AbstractStreamOperator<Routed>
    implements OneInputStreamOperator<SourceEvent, Routed>,
        AcceptStation.Output,
        AcceptStation.Listener {
  private static final long serialVersionUID = 1L;

  private final PinnedRoute route;
  private final PinnedInput pinned;
  private final int input;
  private final SilenceEvidence.Start silence;

  private final LongCounter read = new LongCounter();
  private final Map<Rejection, LongCounter> rejected = counters();
  private final Positions positions;
  private final Positions frontiers;

  private final TimestampedCollector<Routed> out;
  private List<RecordKey> tasks;
  private ProgressState progress;
  private AcceptStation station;
  private SilenceEvidence evidence;

  AcceptOperator(
      StreamOperatorParameters<Routed> parameters,
      PinnedRoute route,
      int input,
      SilenceEvidence.Start silence) {
    super(parameters);
    this.route = route;
    this.pinned = route.input(input);
    this.input = input;
    this.silence = silence;
    this.positions = new Positions(pinned.partitions(), -1);
    this.frontiers = new Positions(pinned.partitions(), Frontiers.UNKNOWN);
    this.out = new TimestampedCollector<>(output);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    progress = ProgressState.of(context.getOperatorStateStore(), pinned.partitions());
  }

  @Override
  public void open() throws Exception {
    super.open();
    getRuntimeContext().addAccumulator(CounterNames.read(input), read);
    rejected.forEach(
        (reason, counter) ->
            getRuntimeContext().addAccumulator(CounterNames.rejected(input, reason), counter));
    getRuntimeContext().addAccumulator(CounterNames.positions(input), positions);
    getRuntimeContext().addAccumulator(CounterNames.frontiers(input), frontiers);
    tasks = RoutingKeys.ofSubtasks(logicSubtasks());
    // The logic starts with the job, as this does: nothing has to be told it again.
    station =
        new AcceptStation(
            route.acceptInput(input, FlinkEngine.ENGINE),
            progress,
            this,
            this,
            AcceptStation.NEVER_AGAIN);
    evidence = silence.of(pinned);
    awaitTick();
  }

  private static Map<Rejection, LongCounter> counters() {
    Map<Rejection, LongCounter> counters = new EnumMap<>(Rejection.class);
    for (Rejection reason : Rejection.values()) {
      counters.put(reason, new LongCounter());
    }
    return counters;
  }

  /**
   * The number by which the edge to the logic divides the key groups. The route's parallelism is
   * only what the job asks for: Flink may run fewer subtasks, or be told to run more.
   */
  private int logicSubtasks() {
    return getContainingTask().getEnvironment().getWriter(0).getNumberOfSubpartitions();
  }

  @Override
  public void processElement(StreamRecord<SourceEvent> element) {
    SourceEvent event = element.getValue();
    if (event instanceof SourceEvent.Read fetched) {
      station.accept(fetched.record());
    } else if (event instanceof SourceEvent.Assigned assigned) {
      station.assigned(assigned.partition());
      station.announce();
    } else if (event instanceof SourceEvent.Passed passed) {
      station.passed(passed.partition(), passed.offset());
    }
  }

  private void awaitTick() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService().registerTimer(now + AcceptStation.INTERVAL.toMillis(), this::tick);
  }

  private void tick(long time) {
    BitSet partitions = station.partitions();
    for (int p = partitions.nextSetBit(0); p >= 0; p = partitions.nextSetBit(p + 1)) {
      station.silent(p, evidence.of(p));
    }
    station.tick();
    awaitTick();
  }

  @Override
  public void accepted(AcceptedRecord record) {
    out.collect(Routed.record(record));
  }

  @Override
  public void rejected(RejectedRecord record) {
    out.collect(Routed.rejected(record));
  }

  @Override
  public void announced(PartitionFrontier reached) {
    for (RecordKey task : tasks) {
      out.collect(Routed.frontier(reached, task));
    }
    frontiers.reached(reached.partition(), reached.frontier());
  }

  @Override
  public void judged(Judgement judgement) {
    read.add(1L);
    if (judgement instanceof Rejection reason) {
      Objects.requireNonNull(rejected.get(reason)).add(1L);
    }
  }

  /** The end of a run is announced before: a job that stops upon this sends its barrier behind. */
  @Override
  public void reached(int partition, long lastOffset) {
    positions.reached(partition, lastOffset);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    progress.write();
  }

  @Override
  public void close() throws Exception {
    if (evidence != null) {
      evidence.close();
    }
    super.close();
  }
}
