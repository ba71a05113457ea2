package io.twinroute.flink.job;

import io.twinroute.semantics.AcceptRule;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.PartitionProgress;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import io.twinroute.semantics.Verdict;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The accept station of one side, chained to its source. The progress of every partition is union
 * state: after a rescale each subtask knows all of it, and the further of two wins.
 */
final class AcceptFunction extends ProcessFunction<SourceRecord, JoinableRecord>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Side side;
  private final Duration lateness;
  private final int partitions;

  private final LongCounter read = new LongCounter();
  private final LongCounter late = new LongCounter();
  private final LongCounter deadLetters = new LongCounter();

  private transient @Nullable AcceptRule rule;
  private transient PartitionProgress @Nullable [] progress;
  private transient @Nullable Positions positions;
  private transient @Nullable ListState<Tuple3<Integer, Long, Long>> state;

  AcceptFunction(Side side, Duration lateness, int partitions) {
    this.side = side;
    this.lateness = lateness;
    this.partitions = partitions;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    PartitionProgress[] restored = new PartitionProgress[partitions];
    Arrays.fill(restored, PartitionProgress.NONE);
    ListState<Tuple3<Integer, Long, Long>> union =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    FlinkNames.PROGRESS_STATE, Types.TUPLE(Types.INT, Types.LONG, Types.LONG)));
    for (Tuple3<Integer, Long, Long> entry : union.get()) {
      restored[entry.f0] = restored[entry.f0].max(new PartitionProgress(entry.f1, entry.f2));
    }
    state = union;
    progress = restored;
    rule = new AcceptRule(lateness);
  }

  @Override
  public void open(OpenContext context) {
    Positions reached = new Positions(partitions);
    PartitionProgress[] restored = present(progress);
    for (int p = 0; p < partitions; p++) {
      reached.reached(p, restored[p].lastOffset());
    }
    positions = reached;
    getRuntimeContext().addAccumulator(CounterNames.read(side), read);
    getRuntimeContext().addAccumulator(CounterNames.late(side), late);
    getRuntimeContext().addAccumulator(CounterNames.deadLetters(side), deadLetters);
    getRuntimeContext().addAccumulator(CounterNames.positions(side), reached);
  }

  @Override
  public void processElement(SourceRecord record, Context context, Collector<JoinableRecord> out) {
    PartitionProgress[] current = present(progress);
    int partition = record.partition();
    Verdict verdict = present(rule).judge(current[partition], record);
    if (verdict == Verdict.REPLAYED) {
      return;
    }
    current[partition] = current[partition].after(record);
    if (verdict == Verdict.ACCEPTED) {
      out.collect(JoinableRecord.of(record));
    }
    read.add(1L);
    late.add(verdict == Verdict.LATE ? 1L : 0L);
    deadLetters.add(verdict.isDeadLetter() ? 1L : 0L);
    present(positions).reached(partition, record.offset());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ListState<Tuple3<Integer, Long, Long>> union = present(state);
    union.clear();
    PartitionProgress[] current = present(progress);
    for (int p = 0; p < partitions; p++) {
      if (!current[p].equals(PartitionProgress.NONE)) {
        union.add(Tuple3.of(p, current[p].lastOffset(), current[p].maxTimestamp()));
      }
    }
  }

  private static <T> T present(@Nullable T opened) {
    if (opened == null) {
      throw new IllegalStateException("used before it was opened");
    }
    return opened;
  }
}
