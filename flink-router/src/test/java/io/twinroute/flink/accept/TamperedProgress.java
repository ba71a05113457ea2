package io.twinroute.flink.accept;

import io.twinroute.flink.job.Station;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.logic.Sides;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Replaces an accept station, to change the progress in its checkpoint. */
public final class TamperedProgress extends AbstractStreamOperator<Routed>
    implements OneInputStreamOperator<SourceEvent, Routed> {
  private static final long serialVersionUID = 1L;

  /** May be lost on the way to the harness's operator, which is this very one. */
  private final transient UnaryOperator<PartitionProgress> change;

  private TamperedProgress(UnaryOperator<PartitionProgress> change) {
    this.change = change;
  }

  /** The same checkpoint with every partition's progress changed. */
  public static Station.Snapshot in(
      Station.Snapshot checkpoint, UnaryOperator<PartitionProgress> change) throws Exception {
    try (Station<SourceEvent, Routed, OneInputStreamOperatorTestHarness<SourceEvent, Routed>>
        station =
            new Station<>(
                1,
                RouteTypes.ROUTED,
                new HashMapStateBackend(),
                checkpoint,
                (all, index) ->
                    new OneInputStreamOperatorTestHarness<>(
                        new TamperedProgress(change), RoutingKeys.KEY_GROUPS, all, index))) {
      return station.snapshot(1);
    }
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    for (int input : new int[] {Sides.LEFT, Sides.RIGHT}) {
      ListState<Tuple4<Integer, Long, Long, Long>> state =
          context.getOperatorStateStore().getUnionListState(ProgressState.descriptor(input));
      List<Tuple4<Integer, Long, Long, Long>> changed = new ArrayList<>();
      for (Tuple4<Integer, Long, Long, Long> entry : state.get()) {
        PartitionProgress after = change.apply(new PartitionProgress(entry.f1, entry.f2, entry.f3));
        changed.add(
            Tuple4.of(entry.f0, after.lastOffset(), after.maxTimestamp(), after.silentUpTo()));
      }
      state.update(changed);
    }
  }

  @Override
  public void processElement(StreamRecord<SourceEvent> element) {}
}
