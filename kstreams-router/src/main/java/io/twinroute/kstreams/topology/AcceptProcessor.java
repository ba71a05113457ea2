package io.twinroute.kstreams.topology;

import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Output;
import io.twinroute.kstreams.internals.BeforeCommit;
import io.twinroute.kstreams.names.StreamsNames;
import io.twinroute.kstreams.progress.StreamsProgress;
import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.accept.AcceptRule;
import io.twinroute.semantics.accept.PartitionProgress;
import io.twinroute.semantics.accept.Silence;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.AcceptOutput;
import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourceRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Judges the records of one side's mirrored topic, each source record once; tells the join which
 * ones take part and how far the source partitions are, and sends the others where they belong.
 */
@SuppressWarnings("NullAway.Init") // Streams calls init() before anything else
final class AcceptProcessor extends ContextualProcessor<byte[], byte[], byte[], AcceptOutput> {

  private static final int RELEASED_AT_ONCE = 1_000;

  private final Side side;
  private final PinnedInput pinned;
  private final boolean untilEnd;
  private final AcceptRule rule;
  private final Output output;
  private final SilenceEvidence silence;
  private final RemovalEvidence removal;
  private final MirroredRecords mirrored;
  private final StreamsProgress progress;
  private ProgressTable table;
  private HeldRecords held;
  private ProgressAnnouncer announcer;
  private boolean waiting;

  AcceptProcessor(
      PinnedRoute route,
      Side side,
      SilenceEvidence silence,
      RemovalEvidence removal,
      StreamsProgress progress) {
    this.side = side;
    this.pinned = route.side(side);
    this.untilEnd = route.untilEnd();
    this.rule = route.plan().acceptRule(side);
    this.output = route.plan().output();
    this.silence = silence;
    this.removal = removal;
    this.mirrored = new MirroredRecords(route, side);
    this.progress = progress;
  }

  @Override
  public void init(ProcessorContext<byte[], AcceptOutput> context) {
    super.init(context);
    table = new ProgressTable(side, context.getStateStore(StreamsNames.PROGRESS_STORE));
    BeforeCommit beforeCommit = context.getStateStore(StreamsNames.BEFORE_ACCEPT_COMMIT);
    beforeCommit.call(StreamsNames.accept(side), table::write);
    held = new HeldRecords(side, context.getStateStore(StreamsNames.HELD_STORE));
    announcer = new ProgressAnnouncer(side, rule, context);
    waiting = true;
    table
        .all()
        .forEach(
            (partition, known) -> {
              progress.position(side, partition, known.lastOffset());
              changed(partition, known);
            });
    context.schedule(ProgressAnnouncer.INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> copy) {
    RecordMetadata at = context().recordMetadata().orElseThrow();
    SourceRecord record = mirrored.source(copy, at);
    if (record.offset() >= pinned.starts().get(record.partition())) {
      if (waiting) {
        held.hold(record);
        release();
      } else if (isTurnOf(record)) {
        judge(record, !isNextCopy(at));
      } else {
        held.hold(record);
        passEnd(record);
      }
    }
    progress.consumed(side, at.partition(), at.offset());
  }

  /** Whether none of the copies before this one can be missing. */
  private boolean isNextCopy(RecordMetadata at) {
    return progress.lastConsumed(side, at.partition()) == at.offset() - 1;
  }

  private void tick(long now) {
    release();
    regardSilence();
    announcer.tick();
  }

  private void release() {
    if (waiting) {
      waiting = held.release(RELEASED_AT_ONCE, this::isTurnOf, r -> judge(r, true), this::passEnd);
    }
  }

  private boolean isTurnOf(SourceRecord record) {
    return !untilEnd || record.offset() <= pinned.ends().get(record.partition());
  }

  /** A mirror keeps partitions, so this task is the one that judges its own. */
  private void regardSilence() {
    int partition = context().taskId().partition();
    if (partition >= pinned.partitions()) {
      return;
    }
    @Nullable Silence evidence = silence.of(side, partition);
    PartitionProgress before = table.get(partition);
    if (evidence != null && evidence.appliesTo(before)) {
      PartitionProgress after = before.silent(evidence.upTo());
      table.put(partition, after);
      changed(partition, after);
    }
  }

  /**
   * @param inDoubt whether copies may be missing before that of the record
   */
  private void judge(SourceRecord record, boolean inDoubt) {
    int partition = record.partition();
    PartitionProgress before = table.get(partition);
    Judgement judgement = rule.judge(before, record);
    if (judgement == Rejection.REPLAYED) {
      return;
    }
    mustHaveMissedNothing(before, record, inDoubt);
    if (judgement instanceof AcceptedRecord accepted) {
      mirrored.requirePlace(record);
      context()
          .forward(ProgressAnnouncer.message(accepted, accepted.timestamp()), StreamsNames.MERGE);
    } else if (judgement instanceof Rejection rejection) {
      reject(record, rejection);
    }
    progress.judged(judgement);
    moveTo(partition, before.after(record));
  }

  /**
   * The copies of a partition come in order. So what lies beyond the end shows that nothing up to
   * there is still to come, even if the source has compacted its last record away meanwhile.
   */
  private void passEnd(SourceRecord beyond) {
    int partition = beyond.partition();
    long end = pinned.ends().get(partition);
    PartitionProgress before = table.get(partition);
    if (before.lastOffset() < end) {
      mustHaveMissedNothing(before, beyond, true);
      moveTo(partition, before.upTo(end));
    }
  }

  private void mustHaveMissedNothing(
      PartitionProgress before, SourceRecord record, boolean inDoubt) {
    int partition = record.partition();
    long next = Math.max(pinned.starts().get(partition), before.lastOffset() + 1);
    if (record.offset() > next) {
      removal.passed(side, partition, next, record.offset(), inDoubt);
    }
  }

  private void moveTo(int partition, PartitionProgress after) {
    table.put(partition, after);
    changed(partition, after);
    if (untilEnd && after.lastOffset() == pinned.ends().get(partition)) {
      announcer.announce();
    }
    progress.position(side, partition, after.lastOffset());
  }

  private void changed(int partition, PartitionProgress now) {
    announcer.changed(partition, now);
    progress.frontier(side, partition, rule.frontier(now));
  }

  private void reject(SourceRecord record, Rejection rejection) {
    boolean isWritten =
        (rejection.isLate()
                ? output.lateTopic(Engine.KSTREAMS)
                : output.deadLetterTopic(Engine.KSTREAMS))
            .isPresent();
    if (!isWritten) {
      return;
    }
    RejectedRecord rejected = RejectedRecord.of(record, rejection, pinned.source().address());
    RecordHeaders headers = new RecordHeaders();
    rejected.headers().forEach(headers::add);
    context()
        .forward(
            new Record<>(rejected.key(), rejected, rejected.timestamp(), headers),
            rejection.isLate() ? StreamsNames.late(side) : StreamsNames.deadLetters(side));
  }
}
