package io.twinroute.kstreams;

import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.PinnedSide;
import io.twinroute.semantics.AcceptRule;
import io.twinroute.semantics.PartitionProgress;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.SourceRecord;
import io.twinroute.semantics.Verdict;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Judges the records of one side's mirrored topic, each source record once, and tells the join
 * which ones take part and how far the source partitions are.
 */
@SuppressWarnings("NullAway.Init") // Streams calls init() before anything else
final class AcceptProcessor extends ContextualProcessor<byte[], byte[], byte[], JoinInput> {

  private static final int RELEASED_AT_ONCE = 1_000;

  private final Side side;
  private final PinnedSide pinned;
  private final boolean untilEnd;
  private final AcceptRule rule;
  private final MirroredRecords mirrored;
  private final StreamsProgress progress;
  private ProgressTable table;
  private HeldRecords held;
  private ProgressAnnouncer announcer;
  private boolean waiting;

  AcceptProcessor(PinnedRoute route, Side side, StreamsProgress progress) {
    this.side = side;
    this.pinned = route.side(side);
    this.untilEnd = route.untilEnd();
    this.rule = new AcceptRule(pinned.source().lateness());
    this.mirrored = new MirroredRecords(route, side);
    this.progress = progress;
  }

  @Override
  public void init(ProcessorContext<byte[], JoinInput> context) {
    super.init(context);
    table = new ProgressTable(side, context.getStateStore(StreamsNames.PROGRESS_STORE));
    held = new HeldRecords(side, context.getStateStore(StreamsNames.HELD_STORE));
    announcer = new ProgressAnnouncer(side, rule, context);
    waiting = true;
    table
        .all()
        .forEach(
            (partition, known) -> {
              progress.position(side, partition, known.lastOffset());
              announcer.changed(partition, known);
            });
    context.schedule(
        ProgressAnnouncer.INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::announceAndRelease);
  }

  @Override
  public void process(Record<byte[], byte[]> copy) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    SourceRecord record = mirrored.source(copy, at);
    if (record.offset() >= pinned.starts().get(record.partition())) {
      if (waiting || !isTurnOf(record)) {
        held.hold(record);
        release();
      } else {
        judge(record);
      }
    }
    progress.consumed(side, at.partition(), at.offset());
  }

  private void announceAndRelease(long now) {
    release();
    announcer.tick();
  }

  private void release() {
    if (waiting) {
      waiting = held.release(RELEASED_AT_ONCE, this::isTurnOf, this::judge);
    }
  }

  private boolean isTurnOf(SourceRecord record) {
    return !untilEnd || record.offset() <= pinned.ends().get(record.partition());
  }

  private void judge(SourceRecord record) {
    int partition = record.partition();
    PartitionProgress before = table.get(partition);
    Verdict verdict = rule.judge(before, record);
    if (verdict == Verdict.REPLAYED) {
      return;
    }
    mirrored.requirePlace(record);
    if (verdict == Verdict.ACCEPTED) {
      context()
          .forward(ProgressAnnouncer.message(new JoinInput.Accepted(record), record.timestamp()));
    }
    PartitionProgress after = before.after(record);
    table.put(partition, after);
    announcer.changed(partition, after);
    if (untilEnd && record.offset() == pinned.ends().get(partition)) {
      announcer.announce();
    }
    progress.judged(verdict);
    progress.position(side, partition, record.offset());
  }
}
