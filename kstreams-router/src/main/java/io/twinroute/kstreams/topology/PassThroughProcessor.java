package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.internals.KafkaHeaders;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.UnwrittenResult;
import io.twinroute.semantics.state.NoState;
import java.util.BitSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The logic of a route that keeps no state: what follows from a record goes to the sinks at once.
 * Frontiers only show where a run's end is reached.
 */
@SuppressWarnings("NullAway.Init") // Streams calls init() before anything else
final class PassThroughProcessor
    extends ContextualProcessor<byte[], AcceptOutput, byte[], LogicOutput> {

  private final PinnedRoute route;
  private final RouteLogic logic;
  private final RouteLogic.Collector collector = this::write;
  private final StreamsProgress progress;
  private final boolean writesDeadLetters;
  private final BitSet atTheirEnd = new BitSet();
  private KeyValueStore<Bytes, byte[]> store;

  PassThroughProcessor(PinnedRoute route, StreamsProgress progress) {
    this.route = route;
    this.logic = route.logic();
    this.progress = progress;
    this.writesDeadLetters =
        route.plan().output().deadLetterTopic(StreamsEngine.ENGINE).isPresent();
  }

  @Override
  public void init(ProcessorContext<byte[], LogicOutput> context) {
    super.init(context);
    store = context.getStateStore(StreamsNames.acceptStore(route));
    atTheirEnd.clear();
    progress.taskStarts(context.taskId().partition());
  }

  @Override
  public void process(Record<byte[], AcceptOutput> message) {
    if (message.value() instanceof AcceptedRecord record) {
      logic.process(record, NoState.NO_STATE, collector);
    } else if (message.value() instanceof PartitionFrontier reached && isNewEnd(reached)) {
      atTheirEnd.set(reached.partition());
      progress.flushed(reached.partition());
      // Without a change: Streams commits no transaction that holds nothing.
      store.put(StoreSection.WAITING.begin(), null);
      context().commit();
    }
  }

  private boolean isNewEnd(PartitionFrontier reached) {
    return route.untilEnd()
        && !atTheirEnd.get(reached.partition())
        && reached.lastOffset() >= input(reached).ends().get(reached.partition());
  }

  private PinnedInput input(PartitionFrontier reached) {
    return route.input(reached.input());
  }

  private void write(LogicOutput output) {
    if (output instanceof RouteResult result) {
      forward(output, result.timestamp(), result.headers(), StreamsNames.RESULTS);
      progress.joined();
    } else if (output instanceof UnwrittenResult result) {
      if (writesDeadLetters) {
        forward(output, result.timestamp(), result.headers(), StreamsNames.UNWRITTEN_RESULTS);
      }
      progress.unwritten();
    }
  }

  private void forward(LogicOutput output, long timestamp, Headers headers, String sink) {
    context()
        .forward(new Record<>(output.key(), output, timestamp, KafkaHeaders.of(headers)), sink);
  }
}
