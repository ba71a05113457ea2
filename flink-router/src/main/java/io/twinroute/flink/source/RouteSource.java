package io.twinroute.flink.source;

import io.twinroute.flink.types.RouteTypes;
import io.twinroute.flink.types.SourceEvent;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.RouteLogic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All inputs of a route as one Flink source: the committed records of the pinned partitions from
 * their pinned offsets. A reader announces each assigned partition before its first record, so that
 * its subtask can report the partition's frontier even if the partition is empty. The source never
 * ends.
 */
public final class RouteSource
    implements Source<SourceEvent, PartitionSplit, List<PartitionSplit>>,
        ResultTypeQueryable<SourceEvent> {
  private static final long serialVersionUID = 1L;

  private final PinnedRoute route;

  public RouteSource(PinnedRoute route) {
    this.route = route;
  }

  @Override
  public SourceReader<SourceEvent, PartitionSplit> createReader(SourceReaderContext context) {
    int subtask = context.getIndexOfSubtask();
    return new RouteReader(
        route.inputs(),
        (input, topic) ->
            new KafkaConsumer<>(
                ConsumerSettings.of(route, input, topic, subtask),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer()),
        FetcherThreads.OF_PROCESS,
        mayRest() ? context::sendSourceEventToCoordinator : activity -> {});
  }

  /**
   * Whether nothing happens while nothing is read, because no result waits for time to pass. False
   * for a run with an end.
   */
  private boolean mayRest() {
    RouteLogic logic = route.logic();
    return !route.untilEnd() && IntStream.range(0, logic.inputs()).noneMatch(logic::mayWait);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<PartitionSplit, List<PartitionSplit>> createEnumerator(
      SplitEnumeratorContext<PartitionSplit> context) {
    return new PartitionEnumerator(context, all(), this::place);
  }

  @Override
  public SplitEnumerator<PartitionSplit, List<PartitionSplit>> restoreEnumerator(
      SplitEnumeratorContext<PartitionSplit> context, List<PartitionSplit> unassigned) {
    return new PartitionEnumerator(context, unassigned, this::place);
  }

  private List<PartitionSplit> all() {
    List<PartitionSplit> all = new ArrayList<>();
    for (PinnedInput input : route.inputs()) {
      List<Long> starts = input.starts();
      for (int p = 0; p < starts.size(); p++) {
        all.add(new PartitionSplit(input.input().index(), p, starts.get(p)));
      }
    }
    return all;
  }

  private int place(PartitionSplit split) {
    int before =
        route.inputs().subList(0, split.input()).stream().mapToInt(PinnedInput::partitions).sum();
    return before + split.partition();
  }

  @Override
  public SimpleVersionedSerializer<PartitionSplit> getSplitSerializer() {
    return PartitionSplits.ONE;
  }

  @Override
  public SimpleVersionedSerializer<List<PartitionSplit>> getEnumeratorCheckpointSerializer() {
    return PartitionSplits.ALL;
  }

  @Override
  public TypeInformation<SourceEvent> getProducedType() {
    return RouteTypes.SOURCE_EVENT;
  }
}
