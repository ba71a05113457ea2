package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.internals.BeforeCommit;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.state.RecentJoinState;
import io.twinroute.kstreams.state.RecentLog;
import io.twinroute.kstreams.state.StoredRecords;
import io.twinroute.kstreams.state.TaskState;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.state.RecentMemory;
import io.twinroute.semantics.time.Frontiers;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The route's join on Streams' stores. */
@SuppressWarnings("NullAway.Init") // Streams calls init() before anything else
final class LogicProcessor extends ContextualProcessor<byte[], AcceptOutput, byte[], byte[]> {

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final PinnedRoute route;
  private final RouteLogic join;
  private final StreamsProgress progress;
  private final RecentMemory memory;
  private RecentMemory.@Nullable Share share;
  private TaskState state;
  private @Nullable RepartitionPosition exchange;
  private Frontiers frontiers;
  private int task;
  private boolean flushed;

  /**
   * @param memory what the recent records of all tasks may take
   */
  LogicProcessor(PinnedRoute route, StreamsProgress progress, RecentMemory memory) {
    this.route = route;
    this.progress = progress;
    this.memory = memory;
    this.join = route.plan().routeJoin();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    BeforeCommit beforeCommit = context.getStateStore(StreamsNames.BEFORE_JOIN_COMMIT);
    state = state(context, beforeCommit);
    task = context.taskId().partition();
    exchange = null;
    if (isExchanged()) {
      RepartitionPosition position =
          new RepartitionPosition(
              task, context.getStateStore(StreamsNames.EXCHANGE_POSITION_STORE));
      beforeCommit.call(StreamsNames.EXCHANGE_POSITION_STORE, position::write);
      exchange = position;
    }
    // The accept processors repeat what they know, so frontiers need no store.
    frontiers = frontiers();
    flushed = false;
    progress.joinStarts(task);
    context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> settleAndExpire());
  }

  /** Also if it could not be opened. */
  @Override
  public void close() {
    if (share != null) {
      share.close();
    }
  }

  private TaskState state(ProcessorContext<byte[], byte[]> context, BeforeCommit beforeCommit) {
    StoredRecords stored = new StoredRecords(join, route.plan().join(), context);
    if (!(route.plan().join() instanceof JoinRule.Windowed)) {
      return stored; // a lookup's rows outlive every window
    }
    RecentLog log = new RecentLog(join, context.getStateStore(StreamsNames.RECENT_STORE));
    beforeCommit.call(StreamsNames.RECENT_STORE, log::write);
    RecentMemory.Share opened = memory.open();
    share = opened;
    return new RecentJoinState(join, stored, log, opened);
  }

  /**
   * Of all source partitions behind an exchange; else of the one of each side that feeds a task.
   */
  private Frontiers frontiers() {
    if (!route.untilEnd()) {
      return isExchanged()
          ? Frontiers.endless(route.left().partitions(), route.right().partitions())
          : Frontiers.endless(1, 1);
    }
    return isExchanged()
        ? new Frontiers(route.left().ends(), route.right().ends())
        : new Frontiers(endOf(route.left()), endOf(route.right()));
  }

  private List<Long> endOf(PinnedInput side) {
    return List.of(side.ends().get(task));
  }

  @Override
  public void process(Record<byte[], AcceptOutput> message) {
    if (exchange == null || isNew(exchange)) {
      take(message.value());
    }
  }

  private boolean isNew(RepartitionPosition position) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    progress.exchangeConsumed(at.partition(), at.offset());
    return position.advance(at.offset());
  }

  private void take(AcceptOutput message) {
    if (message instanceof AcceptedRecord record) {
      join.process(record, state, this::write);
    } else if (message instanceof PartitionFrontier reached) {
      frontiers.advance(reached, isExchanged() ? reached.partition() : 0);
    }
  }

  private void settleAndExpire() {
    long watermark = frontiers.watermark();
    // In this order: what is settled needs what expires.
    if (state.settle(watermark, this::write)) {
      state.expire(watermark);
    }
    if (route.untilEnd() && !flushed && frontiers.haveReachedTheEnds()) {
      flushed = state.flush(this::write);
      if (flushed) {
        progress.flushed(task);
        context().commit();
      }
    }
  }

  private boolean isExchanged() {
    return route.exchangePartitions() > 0;
  }

  private void write(RouteResult result) {
    RecordHeaders headers = new RecordHeaders();
    result.headers().forEach(headers::add);
    context().forward(new Record<>(result.key(), result.value(), result.timestamp(), headers));
    progress.joined();
  }
}
