package io.twinroute.kstreams.topology;

import io.twinroute.kstreams.engine.StreamsEngine;
import io.twinroute.kstreams.internals.BeforeCommit;
import io.twinroute.kstreams.internals.KafkaHeaders;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.pin.PinnedTopic;
import io.twinroute.semantics.accept.AcceptStation;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.LogicInput;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.SourceRecord;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The {@link AcceptStation} of one input: it processes the source records in the copies of the
 * input's remote topics, and holds back those whose turn has not come.
 */
@SuppressWarnings("NullAway.Init") // Streams calls init() before anything else
final class AcceptProcessor extends ContextualProcessor<byte[], byte[], byte[], AcceptOutput>
    implements AcceptStation.Output, AcceptStation.Listener {

  private static final int RELEASED_AT_ONCE = 1_000;

  /**
   * A logic task that has started again, which nobody notices, learns all frontiers within ten
   * seconds: twice this, because what was announced between two repeats is left out of the second.
   */
  private static final int TICKS_BETWEEN_REPEATS = 25;

  private static final byte[] NO_KEY = new byte[0];

  private final PinnedRoute route;
  private final int input;
  private final PinnedInput pinned;

  /** By partition. */
  private final List<Long> starts;

  /** By partition; empty for a run without an end. */
  private final List<Long> ends;

  private final SilenceEvidence silence;
  private final RemovalEvidence removal;
  private final MirroredRecords mirrored;
  private final StreamsProgress progress;
  private final String next;
  private ProgressTable table;
  private HeldRecords held;
  private AcceptStation station;
  private boolean waiting;
  private long ticked;

  AcceptProcessor(
      PinnedRoute route,
      int input,
      SilenceEvidence silence,
      RemovalEvidence removal,
      StreamsProgress progress) {
    this.route = route;
    this.input = input;
    this.pinned = route.input(input);
    this.starts = pinned.starts();
    this.ends = pinned.ends();
    this.silence = silence;
    this.removal = removal;
    this.mirrored = new MirroredRecords(route, input);
    this.progress = progress;
    this.next = StreamsNames.afterAccept(route);
  }

  @Override
  public void init(ProcessorContext<byte[], AcceptOutput> context) {
    super.init(context);
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(StreamsNames.acceptStore(route));
    table = new ProgressTable(input, store);
    BeforeCommit beforeCommit = context.getStateStore(StreamsNames.beforeAcceptCommit(route));
    beforeCommit.call(StreamsNames.accept(input), table::write);
    beforeCommit.callLast(StreamsNames.accept(input), this::writeSilence);
    held = new HeldRecords(input, store);
    station =
        new AcceptStation(
            route.acceptInput(input, StreamsEngine.ENGINE),
            table,
            this,
            this,
            TICKS_BETWEEN_REPEATS);
    waiting = true;
    ticked = context.currentSystemTimeMs();
    for (int partition : table.partitions()) {
      station.assigned(partition);
      progress.frontier(input, partition, station.frontier(partition));
    }
    context.schedule(AcceptStation.INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> copy) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    SourceRecord record = mirrored.source(copy, at);
    if (record.offset() >= starts.get(record.partition())) {
      if (waiting) {
        hold(record);
        release();
      } else if (isTurnOf(record)) {
        accept(record, !isNextCopy(record, at));
      } else {
        hold(record);
        passEnd(record);
      }
    }
    progress.consumed(input, record.partition(), at.offset()); // mirrors keep partitions
  }

  /** A record that is too large for the route may be too large for its stores, too. */
  private void hold(SourceRecord record) {
    held.hold(route.limit().fit(record));
  }

  /** Whether none of the copies before this one can be missing. */
  private boolean isNextCopy(SourceRecord record, RecordMetadata at) {
    return progress.lastConsumed(input, record.partition()) == at.offset() - 1;
  }

  private void tick(long now) {
    release();
    regardSilence();
    for (long due = ticksDue(now); due > 0; due--) {
      station.tick();
    }
  }

  /** While nothing comes, the thread waits for longer than the timer's interval. */
  private long ticksDue(long now) {
    long interval = AcceptStation.INTERVAL.toMillis();
    long due = (now - ticked + interval / 2) / interval;
    ticked = now;
    return Math.min(TICKS_BETWEEN_REPEATS, Math.max(1, due));
  }

  /**
   * The evidence of a silent partition changes every second. It must survive a restart only if
   * something was written because of it.
   */
  private void writeSilence() {
    if (progress.mayHaveWritten()) {
      table.writeSilence();
    }
  }

  private void release() {
    if (waiting) {
      waiting = held.release(RELEASED_AT_ONCE, this::isTurnOf, r -> accept(r, true), this::passEnd);
    }
  }

  private boolean isTurnOf(SourceRecord record) {
    return !route.untilEnd() || record.offset() <= ends.get(record.partition());
  }

  /** A mirror keeps partitions, so this task is the one that judges its own. */
  private void regardSilence() {
    int task = context().taskId().partition();
    for (PinnedTopic topic : pinned.topics()) {
      if (task < topic.partitions()) {
        int partition = topic.first() + task;
        station.silent(partition, silence.of(input, partition));
      }
    }
  }

  /**
   * @param inDoubt whether copies may be missing before that of the record
   */
  private void accept(SourceRecord record, boolean inDoubt) {
    requireNothingMissed(record, inDoubt);
    station.accept(record);
  }

  /**
   * The copies of a partition come in order. So a copy beyond the end shows that nothing up to
   * there is still to come, even if the source has compacted its last record away meanwhile.
   */
  private void passEnd(SourceRecord beyond) {
    int partition = beyond.partition();
    long end = ends.get(partition);
    if (table.get(partition).lastOffset() < end) {
      requireNothingMissed(beyond, true);
      station.passed(partition, end);
    }
  }

  private void requireNothingMissed(SourceRecord record, boolean inDoubt) {
    int partition = record.partition();
    long next = Math.max(starts.get(partition), table.get(partition).lastOffset() + 1);
    if (record.offset() > next) {
      removal.passed(input, partition, next, record.offset(), inDoubt);
    }
  }

  @Override
  public void accepted(AcceptedRecord record) {
    mirrored.requirePlace(record);
    forward(record, record.timestamp());
  }

  @Override
  public void announced(PartitionFrontier reached) {
    forward(reached, context().currentSystemTimeMs());
    progress.frontier(input, reached.partition(), reached.frontier());
  }

  /** Keys travel inside the records; the repartition topic's partitioner looks there. */
  private void forward(LogicInput message, long timestamp) {
    context().forward(new Record<>(NO_KEY, message, timestamp), next);
  }

  @Override
  public void rejected(RejectedRecord rejected) {
    context()
        .forward(
            new Record<>(
                rejected.key(),
                rejected,
                rejected.timestamp(),
                KafkaHeaders.of(rejected.headers())),
            rejected.rejection().destination() == Destination.LATE
                ? StreamsNames.late(input)
                : StreamsNames.deadLetters(input));
  }

  @Override
  public void judged(Judgement judgement) {
    progress.judged(input, judgement);
  }

  @Override
  public void reached(int partition, long lastOffset) {
    progress.position(input, partition, lastOffset);
  }
}
