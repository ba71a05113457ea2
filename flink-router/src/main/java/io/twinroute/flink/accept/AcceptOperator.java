package io.twinroute.flink.accept;

import io.twinroute.flink.types.RecordKey;
import io.twinroute.flink.types.Routed;
import io.twinroute.flink.types.RoutingKeys;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;

/**
 * The accept stations of a route's inputs, chained to its source: they process the records of the
 * source's partitions.
 */
class AcceptOperator extends AbstractStreamOperator<Routed>
    implements OneInputStreamOperator<SourceEvent, Routed> {
  private static final long serialVersionUID = 1L;

  private final SilenceEvidence.Start silence;
  private final List<InputStation> stations;
  private final StreamOperatorParameters<Routed> parameters;
  private final Ticks ticks;
  private AutoCloseable ticking = () -> {};

  AcceptOperator(
      StreamOperatorParameters<Routed> parameters,
      PinnedRoute route,
      SilenceEvidence.Start silence,
      Ticks ticks) {
    super(parameters);
    this.parameters = parameters;
    this.silence = silence;
    this.ticks = ticks;
    TimestampedCollector<Routed> out = new TimestampedCollector<>(output);
    this.stations =
        IntStream.range(0, route.inputs().size())
            .mapToObj(input -> new InputStation(route, input, out))
            .toList();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    for (InputStation station : stations) {
      station.restore(context.getOperatorStateStore());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    List<RecordKey> tasks = RoutingKeys.ofSubtasks(logicSubtasks());
    stations.forEach(station -> station.open(getRuntimeContext(), tasks, silence));
    ticking = ticks.begin(parameters, this::needsTick, this::tick);
  }

  /**
   * The number by which the edge to the logic divides the key groups: one where the logic is
   * chained to this, and there is no edge. The job only requests the route's parallelism: Flink may
   * run fewer subtasks, or more on request.
   */
  private int logicSubtasks() {
    ResultPartitionWriter[] edges = getContainingTask().getEnvironment().getAllWriters();
    return edges.length == 0 ? 1 : edges[0].getNumberOfSubpartitions();
  }

  @Override
  public void processElement(StreamRecord<SourceEvent> element) {
    SourceEvent event = element.getValue();
    stations.get(event.input()).process(event);
  }

  private boolean needsTick() {
    for (InputStation station : stations) {
      if (station.needsTick()) {
        return true;
      }
    }
    return false;
  }

  private void tick(long time) {
    stations.forEach(InputStation::tick);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (InputStation station : stations) {
      station.snapshot(context.getCheckpointId());
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    super.notifyCheckpointComplete(checkpoint);
    stations.forEach(station -> station.completed(checkpoint));
  }

  @Override
  public void finish() throws Exception {
    ticking.close();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    List<AutoCloseable> all = new ArrayList<>();
    all.add(ticking);
    all.addAll(stations);
    all.add(super::close);
    IOUtils.closeAll(all); // each, even if an earlier one fails
  }
}
