package io.twinroute.flink.passthrough;

import io.twinroute.flink.names.CounterNames;
import io.twinroute.flink.types.Routed;
import io.twinroute.runtime.metrics.Metric;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.RouteOutput;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.state.NoState;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The logic of a route that keeps no state, chained behind the accept stations: what follows from a
 * record is written at once, and frontiers mean nothing to it.
 */
final class PassThroughOperator extends AbstractStreamOperator<RouteOutput>
    implements OneInputStreamOperator<Routed, RouteOutput> {
  private static final long serialVersionUID = 1L;

  private final String route;
  private final RouteLogic logic;
  private final LongCounter results = new LongCounter();
  private final LongCounter unwritten = new LongCounter();
  private final TimestampedCollector<RouteOutput> out;
  private final RouteLogic.Collector collector = this::write;

  PassThroughOperator(StreamOperatorParameters<RouteOutput> parameters, PinnedRoute route) {
    super(parameters);
    this.route = route.plan().name();
    this.logic = route.logic();
    this.out = new TimestampedCollector<>(output);
  }

  @Override
  public void open() throws Exception {
    super.open();
    getRuntimeContext().addAccumulator(CounterNames.RESULTS, results);
    getRuntimeContext().addAccumulator(CounterNames.UNWRITTEN_RESULTS, unwritten);
    getMetricGroup()
        .addGroup("route", route)
        .gauge(Metric.RESULTS.exposed(), results::getLocalValuePrimitive);
  }

  @Override
  public void processElement(StreamRecord<Routed> element) {
    AcceptOutput message = element.getValue().message();
    if (message instanceof AcceptedRecord record) {
      logic.process(record, NoState.NO_STATE, collector);
    } else if (message instanceof RejectedRecord rejected) {
      out.collect(rejected);
    }
  }

  private void write(LogicOutput output) {
    LongCounter counter = output instanceof RouteResult ? results : unwritten;
    counter.add(1L);
    out.collect(output);
  }
}
