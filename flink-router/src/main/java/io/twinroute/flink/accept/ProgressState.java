package io.twinroute.flink.accept;

import io.twinroute.flink.names.FlinkNames;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.accept.ProgressStore;
import java.util.Arrays;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;

/**
 * The progress of every partition of an input, as union state: after a rescale each subtask knows
 * all of it, and the further of two wins.
 */
final class ProgressState implements ProgressStore {

  private final PartitionProgress[] progress;
  private final ListState<Tuple4<Integer, Long, Long, Long>> state;

  private ProgressState(
      PartitionProgress[] progress, ListState<Tuple4<Integer, Long, Long, Long>> state) {
    this.progress = progress;
    this.state = state;
  }

  static ListStateDescriptor<Tuple4<Integer, Long, Long, Long>> descriptor(int input) {
    return new ListStateDescriptor<>(
        FlinkNames.progress(input), Types.TUPLE(Types.INT, Types.LONG, Types.LONG, Types.LONG));
  }

  /** The restored state of an input; without one, nothing has been judged yet. */
  static ProgressState of(OperatorStateStore store, int input, int partitions) throws Exception {
    PartitionProgress[] restored = new PartitionProgress[partitions];
    Arrays.fill(restored, PartitionProgress.NONE);
    ListState<Tuple4<Integer, Long, Long, Long>> state = store.getUnionListState(descriptor(input));
    for (Tuple4<Integer, Long, Long, Long> entry : state.get()) {
      restored[entry.f0] =
          restored[entry.f0].max(new PartitionProgress(entry.f1, entry.f2, entry.f3));
    }
    return new ProgressState(restored, state);
  }

  @Override
  public PartitionProgress get(int partition) {
    return progress[partition];
  }

  @Override
  public void put(int partition, PartitionProgress reached) {
    progress[partition] = reached;
  }

  /** Adds all of it to the current checkpoint. */
  void write() throws Exception {
    state.clear();
    for (int p = 0; p < progress.length; p++) {
      if (!progress[p].equals(PartitionProgress.NONE)) {
        state.add(
            Tuple4.of(
                p, progress[p].lastOffset(), progress[p].maxTimestamp(), progress[p].silentUpTo()));
      }
    }
  }
}
