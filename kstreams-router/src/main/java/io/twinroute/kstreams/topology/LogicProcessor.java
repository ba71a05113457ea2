package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.internals.BeforeCommit;
import io.twinroute.kstreams.internals.KafkaHeaders;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.kstreams.state.LayeredTaskState;
import io.twinroute.kstreams.state.RecentLog;
import io.twinroute.kstreams.state.StoreSection;
import io.twinroute.kstreams.state.StoredRecords;
import io.twinroute.kstreams.state.TaskState;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.logic.RouteLogic;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Headers;
import io.twinroute.semantics.record.LogicOutput;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RouteResult;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.UnwrittenResult;
import io.twinroute.semantics.state.RecentMemory;
import io.twinroute.semantics.time.Frontiers;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The route's logic on Streams' store. */
@SuppressWarnings("NullAway.Init") // Streams calls init() before anything else
final class LogicProcessor extends ContextualProcessor<byte[], AcceptOutput, byte[], byte[]> {

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final PinnedRoute route;
  private final List<SourcePartitions> sources;
  private final RouteLogic logic;
  private final StreamsProgress progress;
  private final RecentMemory memory;
  private final boolean writesDeadLetters;
  private RecentMemory.@Nullable Share share;
  private TaskState state;
  private @Nullable RepartitionPosition repartition;
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
    this.writesDeadLetters =
        route.plan().output().deadLetterTopic(StreamsEngine.ENGINE).isPresent();
    this.sources = route.inputs().stream().map(PinnedInput::sources).toList();
    this.logic = route.logic();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    BeforeCommit beforeCommit = context.getStateStore(StreamsNames.BEFORE_COMMIT);
    state = state(context, beforeCommit);
    task = context.taskId().partition();
    repartition = null;
    if (isRepartitioned()) {
      RepartitionPosition position =
          new RepartitionPosition(task, context.getStateStore(StreamsNames.STATE_STORE));
      beforeCommit.call(StoreSection.REPARTITION_POSITION.name(), position::write);
      repartition = position;
    }
    // The accept processors repeat their frontiers, so these need no store.
    frontiers = frontiers();
    flushed = false;
    progress.taskStarts(task);
    context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> settleAndExpire());
  }

  /** Also if it could not be opened. */
  @Override
  public void close() {
    progress.recent(task, 0);
    if (share != null) {
      share.close();
    }
  }

  private TaskState state(ProcessorContext<byte[], byte[]> context, BeforeCommit beforeCommit) {
    StoredRecords stored = new StoredRecords(logic, context);
    if (!logic.keepsRecentRecords()) {
      return stored;
    }
    RecentLog log = new RecentLog(logic, context.getStateStore(StreamsNames.STATE_STORE));
    beforeCommit.call(StoreSection.RECENT.name(), log::write);
    RecentMemory.Share opened = memory.open();
    share = opened;
    return new LayeredTaskState(logic, stored, log, opened);
  }

  /**
   * Behind a repartition topic those of all source partitions; else those that feed the task: one
   * of each topic, numbered as the input orders its topics.
   */
  private Frontiers frontiers() {
    if (!route.untilEnd()) {
      return Frontiers.endless(
          isRepartitioned()
              ? route.partitions()
              : route.inputs().stream().map(input -> input.topics().size()).toList());
    }
    return new Frontiers(
        isRepartitioned() ? route.ends() : route.inputs().stream().map(this::endsOfTask).toList());
  }

  private List<Long> endsOfTask(PinnedInput input) {
    return input.topics().stream().map(topic -> topic.ends().get(task)).toList();
  }

  @Override
  public void process(Record<byte[], AcceptOutput> message) {
    if (repartition == null || isNew(repartition)) {
      take(message.value());
    }
  }

  private boolean isNew(RepartitionPosition position) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    progress.repartitionConsumed(at.partition(), at.offset());
    return position.advance(at.offset());
  }

  private void take(AcceptOutput message) {
    if (message instanceof AcceptedRecord record) {
      logic.process(record, state.state(), this::write);
      state.limit();
    } else if (message instanceof PartitionFrontier reached) {
      frontiers.advance(
          reached,
          isRepartitioned()
              ? reached.partition()
              : sources.get(reached.input()).topic(reached.partition()));
      if (isRepartitioned()) {
        progress.heard(reached.input(), reached.partition(), reached.frontier());
      }
    }
  }

  private void settleAndExpire() {
    progress.recent(task, state.recentBytes());
    long watermark = frontiers.watermark();
    // In this order: settling needs records that may expire.
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

  private boolean isRepartitioned() {
    return route.repartitionPartitions() > 0;
  }

  private void write(LogicOutput output) {
    if (output instanceof RouteResult result) {
      forward(
          result.key(), result.value(), result.timestamp(), result.headers(), StreamsNames.RESULTS);
      progress.joined();
    } else if (output instanceof UnwrittenResult result) {
      if (writesDeadLetters) {
        forward(
            result.key(),
            null,
            result.timestamp(),
            result.headers(),
            StreamsNames.UNWRITTEN_RESULTS);
      }
      progress.unwritten();
    }
  }

  private void forward(
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      Headers headers,
      String sink) {
    context().forward(new Record<>(key, value, timestamp, KafkaHeaders.of(headers)), sink);
  }
}
