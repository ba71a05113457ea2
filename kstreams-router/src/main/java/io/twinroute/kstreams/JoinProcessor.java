package io.twinroute.kstreams;

import io.twinroute.config.RoutePlan;
import io.twinroute.config.SourceSide;
import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.semantics.Frontiers;
import io.twinroute.semantics.InnerJoin;
import io.twinroute.semantics.JoinResult;
import io.twinroute.semantics.JoinableRecord;
import io.twinroute.semantics.ResultFormat;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The inner join on Streams' stores. */
@SuppressWarnings("NullAway.Init") // Streams calls init() before anything else
final class JoinProcessor extends ContextualProcessor<byte[], JoinInput, byte[], byte[]> {

  private static final Duration EXPIRY_INTERVAL = Duration.ofMillis(500);

  private final PinnedRoute route;
  private final InnerJoin join;
  private final StreamsProgress progress;
  private StoredJoinState state;
  private Frontiers frontiers;

  JoinProcessor(PinnedRoute route, StreamsProgress progress) {
    RoutePlan plan = route.plan();
    this.route = route;
    this.progress = progress;
    this.join =
        new InnerJoin(
            plan.window(),
            new ResultFormat(
                topic(plan.left()), plan.left().as(), topic(plan.right()), plan.right().as()));
  }

  private static String topic(SourceSide side) {
    return side.cluster().alias() + "/" + side.topic();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    state =
        new StoredJoinState(
            route.plan().window(),
            context.getStateStore(StreamsNames.JOIN_STORE),
            context.getStateStore(StreamsNames.TIME_INDEX_STORE));
    // The accept processors repeat what they know, so frontiers need no store.
    if (isExchanged()) {
      frontiers = new Frontiers(route.left().partitions(), route.right().partitions());
      progress.exchangeStarts(context.taskId().partition());
    } else {
      frontiers = new Frontiers(1, 1);
    }
    context.schedule(
        EXPIRY_INTERVAL,
        PunctuationType.WALL_CLOCK_TIME,
        now -> state.expire(frontiers.watermark()));
  }

  @Override
  public void process(Record<byte[], JoinInput> message) {
    if (isExchanged()) {
      context()
          .recordMetadata()
          .ifPresent(at -> progress.exchangeConsumed(at.partition(), at.offset()));
    }
    if (message.value() instanceof JoinInput.Accepted accepted) {
      join.process(JoinableRecord.of(accepted.record()), frontiers.watermark(), state, this::write);
    } else if (message.value() instanceof JoinInput.Progress reached) {
      frontiers.advance(
          reached.side(), isExchanged() ? reached.partition() : 0, reached.frontier());
      if (isExchanged()) {
        progress.exchanged(
            context().taskId().partition(),
            reached.side(),
            reached.partition(),
            reached.lastOffset());
      }
    }
  }

  private boolean isExchanged() {
    return route.exchangePartitions() > 0;
  }

  private void write(JoinResult result) {
    RecordHeaders headers = new RecordHeaders();
    result.headers().forEach(headers::add);
    context().forward(new Record<>(result.key(), result.value(), result.timestamp(), headers));
    progress.joined();
  }
}
