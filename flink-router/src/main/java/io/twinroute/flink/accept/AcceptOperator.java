package io.twinroute.flink.accept;

import static io.twinroute.semantics.accept.PartitionProgress.NONE;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.flink.names.CounterNames;
import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The accept station of one side, chained to its source. It judges every record of the partitions
 * that its source has been given, and tells every join how far they are: now and then, as soon as a
 * run's end is reached, and always behind the records that it speaks of.
 */
@SuppressWarnings("NullAway.Init") // made where it runs; Flink initializes, then opens
public class AcceptOperator extends AbstractStreamOperator<Routed>
    implements OneInputStreamOperator<SourceEvent, Routed> {
  private static final long serialVersionUID = 1L;

  /** How often the joins are told what has changed. */
  public static final Duration INTERVAL = Duration.ofMillis(200);

  private final PinnedInput pinned;
  private final Side side;
  private final AcceptRule rule;
  private final String topic;
  private final boolean writesLate;
  private final boolean writesDeadLetters;
  private final SilenceEvidence.Start silence;

  private final LongCounter read = new LongCounter();
  private final LongCounter late = new LongCounter();
  private final LongCounter deadLetters = new LongCounter();
  private final Positions positions;
  private final Positions frontiers;

  private final BitSet owned = new BitSet();
  private final BitSet changed = new BitSet();
  private final TimestampedCollector<Routed> out;
  private List<RecordKey> joins;
  private ProgressState progress;
  private SilenceEvidence evidence;

  public AcceptOperator(
      StreamOperatorParameters<Routed> parameters,
      PinnedRoute route,
      Side side,
      SilenceEvidence.Start silence) {
    super(parameters);
    Output written = route.plan().output();
    this.pinned = route.side(side);
    this.side = side;
    this.rule = route.plan().acceptRule(side);
    this.topic = route.plan().side(side).address();
    this.writesLate = written.lateTopic(Engine.FLINK).isPresent();
    this.writesDeadLetters = written.deadLetterTopic(Engine.FLINK).isPresent();
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
    getRuntimeContext().addAccumulator(CounterNames.read(side), read);
    getRuntimeContext().addAccumulator(CounterNames.late(side), late);
    getRuntimeContext().addAccumulator(CounterNames.deadLetters(side), deadLetters);
    getRuntimeContext().addAccumulator(CounterNames.positions(side), positions);
    getRuntimeContext().addAccumulator(CounterNames.frontiers(side), frontiers);
    joins = RoutingKeys.ofSubtasks(joinSubtasks());
    evidence = silence.of(pinned);
    awaitTick();
  }

  @Override
  public void processElement(StreamRecord<SourceEvent> element) {
    SourceEvent event = element.getValue();
    if (event instanceof SourceEvent.Read fetched) {
      judge(fetched.record());
    } else if (event instanceof SourceEvent.Assigned assigned) {
      own(assigned.partition());
    } else if (event instanceof SourceEvent.Passed passed) {
      pass(passed.partition(), passed.offset());
    }
  }

  /**
   * The number by which the edge to the join divides the key groups. The route's parallelism is
   * only what the job asks for: Flink may run fewer subtasks, or be told to run more.
   */
  private int joinSubtasks() {
    return getContainingTask().getEnvironment().getWriter(0).getNumberOfSubpartitions();
  }

  /** The joins have started with the job and know nothing of the partition. */
  private void own(int partition) {
    owned.set(partition);
    announce(partition);
    positions.reached(partition, progress.get(partition).lastOffset());
  }

  private void judge(SourceRecord record) {
    int partition = record.partition();
    PartitionProgress before = progress.get(partition);
    Judgement judgement = rule.judge(before, record);
    if (judgement == Rejection.REPLAYED) {
      return;
    }
    progress.set(partition, before.after(record));
    changed.set(partition);
    read.add(1L);
    if (judgement instanceof AcceptedRecord accepted) {
      out.collect(Routed.record(accepted));
    } else if (judgement instanceof Rejection rejection) {
      reject(record, rejection);
    }
    if (isEnd(partition, record.offset())) {
      // Before the position is told, upon which the job may be stopped: the barrier then follows.
      announce(partition);
    }
    positions.reached(partition, record.offset());
  }

  /** As if a record had been judged there; {@code M} knows nothing of it. */
  private void pass(int partition, long offset) {
    PartitionProgress there = new PartitionProgress(offset, NONE.maxTimestamp(), NONE.silentUpTo());
    progress.set(partition, progress.get(partition).max(there));
    announce(partition);
    positions.reached(partition, offset);
  }

  private void reject(SourceRecord record, Rejection rejection) {
    (rejection.isLate() ? late : deadLetters).add(1L);
    if (rejection.isLate() ? writesLate : writesDeadLetters) {
      out.collect(Routed.rejected(RejectedRecord.of(record, rejection, topic)));
    }
  }

  private boolean isEnd(int partition, long offset) {
    return !pinned.ends().isEmpty() && offset >= pinned.ends().get(partition);
  }

  private void awaitTick() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService().registerTimer(now + INTERVAL.toMillis(), this::tick);
  }

  private void tick(long time) {
    for (int p = owned.nextSetBit(0); p >= 0; p = owned.nextSetBit(p + 1)) {
      listen(p);
    }
    for (int p = changed.nextSetBit(0); p >= 0; p = changed.nextSetBit(p + 1)) {
      announce(p);
    }
    awaitTick();
  }

  private void listen(int partition) {
    Silence heard = evidence.of(partition);
    PartitionProgress before = progress.get(partition);
    if (heard != null && heard.upTo() > before.silentUpTo() && heard.appliesTo(before)) {
      progress.set(partition, before.silent(heard.upTo()));
      changed.set(partition);
    }
  }

  private void announce(int partition) {
    PartitionProgress reached = progress.get(partition);
    PartitionFrontier frontier =
        new PartitionFrontier(side, partition, reached.lastOffset(), rule.frontier(reached));
    for (RecordKey join : joins) {
      out.collect(Routed.frontier(frontier, join));
    }
    frontiers.reached(partition, frontier.frontier());
    changed.clear(partition);
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
