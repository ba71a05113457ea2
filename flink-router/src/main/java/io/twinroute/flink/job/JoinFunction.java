package io.twinroute.flink.job;

import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.RouteTypes;
import io.twinroute.semantics.InnerJoin;
import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.TimeBuckets;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** The join station: the route's own join on Flink's keyed state. */
final class JoinFunction extends KeyedProcessFunction<RecordKey, JoinableRecord, JoinResult> {
  private static final long serialVersionUID = 1L;

  /** What exists only while the station runs. */
  private record Opened(
      InnerJoin join,
      TimeBuckets buckets,
      MapState<Long, List<JoinableRecord>> left,
      MapState<Long, List<JoinableRecord>> right) {}

  private final JoinSpec spec;
  private final LongCounter results = new LongCounter();

  private transient @Nullable Opened opened;
  private transient @Nullable BucketedJoinState state;

  JoinFunction(JoinSpec spec) {
    this.spec = spec;
  }

  @Override
  public void open(OpenContext context) {
    opened =
        new Opened(
            spec.join(),
            new TimeBuckets(spec.window()),
            records(FlinkNames.LEFT_STATE),
            records(FlinkNames.RIGHT_STATE));
    getRuntimeContext().addAccumulator(CounterNames.RESULTS, results);
  }

  private MapState<Long, List<JoinableRecord>> records(String name) {
    return getRuntimeContext()
        .getMapState(new MapStateDescriptor<>(name, RouteTypes.BUCKET_NUMBER, RouteTypes.BUCKET));
  }

  @Override
  public void processElement(JoinableRecord record, Context context, Collector<JoinResult> out) {
    TimerService timers = context.timerService();
    now()
        .join()
        .process(
            record,
            timers.currentWatermark(),
            state(timers),
            result -> {
              results.add(1L);
              out.collect(result);
            });
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<JoinResult> out) {
    state(context.timerService()).removeUpTo(timestamp);
  }

  private BucketedJoinState state(TimerService timers) {
    BucketedJoinState current = state;
    if (current == null) {
      Opened o = now();
      current = new BucketedJoinState(o.buckets(), o.left(), o.right(), timers);
      state = current;
    }
    return current;
  }

  private Opened now() {
    Opened current = opened;
    if (current == null) {
      throw new IllegalStateException("used before it was opened");
    }
    return current;
  }
}
