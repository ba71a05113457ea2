package io.twinroute.semantics.accept;

import io.twinroute.semantics.record.AcceptedRecord;
import io.twinroute.semantics.record.Destination;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.PartitionFrontier;
import io.twinroute.semantics.record.RefusedRow;
import io.twinroute.semantics.record.RejectedRecord;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.record.SourcePartitions;
import io.twinroute.semantics.record.SourceRecord;
import io.twinroute.semantics.time.Frontiers;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of one input are judged, each once, and where the logic learns how far the
 * input's partitions are: now and then, as soon as a run's end is reached, and always behind the
 * records that it speaks of. Both engines run this class; they only translate. Not thread-safe.
 */
public final class AcceptStation {

  /** How often {@link #tick} is to be called. */
  public static final Duration INTERVAL = Duration.ofMillis(200);

  /** Receives what the station puts out, in an order that the engine keeps for each partition. */
  public interface Output {

    /** A record takes part. */
    void accepted(AcceptedRecord record);

    /** A record takes no part, and the route has a topic for it. */
    void rejected(RejectedRecord record);

    /** Every part of the logic is to learn how far a partition is. */
    void announced(PartitionFrontier reached);
  }

  /** Is notified of what happens, for counters. */
  public interface Listener {

    /** A record was judged for the first time. */
    void judged(Judgement judgement);

    /**
     * A partition has been judged up to here. If that is a run's end, it is announced already.
     *
     * @param lastOffset the last offset judged; -1 for none
     */
    void reached(int partition, long lastOffset);
  }

  /**
   * What is fixed of an input.
   *
   * @param index the input's place among the route's inputs
   * @param partitions the input's partitions, whose numbers its records carry
   * @param rule which of its records are accepted
   * @param ends of each partition the last offset that this run judges; empty for a run without an
   *     end
   * @param written for which rejected records the route has a topic
   */
  public record Input(
      int index,
      SourcePartitions partitions,
      AcceptRule rule,
      List<Long> ends,
      Set<Destination> written) {

    public Input {
      ends = List.copyOf(ends);
      written = Set.copyOf(written);
    }
  }

  /** For an engine whose logic starts whenever its accept stations do. */
  public static final int NEVER_AGAIN = 0;

  private final Input input;
  private final ProgressStore progress;
  private final Output output;
  private final Listener listener;
  private final int ticksBetweenRepeats;

  /** Those assigned, and those heard of before: not every engine assigns a partition first. */
  private final BitSet known = new BitSet();

  private final BitSet changed = new BitSet();

  /** What was announced since the last repeat need not be repeated. */
  private final BitSet announced = new BitSet();

  private int ticks;

  /**
   * @param ticksBetweenRepeats after how many ticks to announce again what has not changed, for a
   *     part of the logic that has started again and knows nothing; {@link #NEVER_AGAIN} if there
   *     is no such
   */
  public AcceptStation(
      Input input,
      ProgressStore progress,
      Output output,
      Listener listener,
      int ticksBetweenRepeats) {
    this.input = input;
    this.progress = progress;
    this.output = output;
    this.listener = listener;
    this.ticksBetweenRepeats = ticksBetweenRepeats;
  }

  /** A partition's records will come here, from its progress on. */
  public void assigned(int partition) {
    known.set(partition);
    changed.set(partition);
    listener.reached(partition, progress.get(partition).lastOffset());
  }

  /** The partitions that were assigned, or that the station has announced. */
  public BitSet partitions() {
    return (BitSet) known.clone();
  }

  /**
   * Judges the next record of a partition. One whose offset was judged before is dropped.
   *
   * @param record of a partition in the order of its offsets, but for replays
   */
  public void accept(SourceRecord record) {
    int partition = record.partition();
    PartitionProgress before = progress.get(partition);
    Judgement judgement = input.rule().judge(before, record);
    if (judgement == Rejection.REPLAYED) {
      return;
    }
    if (judgement instanceof RefusedRow row) {
      listener.judged(Rejection.FILTERED);
      output.accepted(row.end());
      moveTo(partition, input.rule().after(before, record));
      return;
    }
    listener.judged(judgement);
    if (judgement instanceof AcceptedRecord accepted) {
      output.accepted(accepted);
    } else if (judgement instanceof Rejection rejection) {
      reject(record, rejection);
    }
    moveTo(partition, input.rule().after(before, record));
  }

  private void reject(SourceRecord record, Rejection rejection) {
    if (input.written().contains(rejection.destination())) {
      SourceRecord fitting = input.rule().limit().fit(record);
      output.rejected(RejectedRecord.of(fitting, rejection, input.partitions()));
    }
  }

  /**
   * Nothing is left to judge up to {@code offset}, which need not be that of a record: as if one
   * had been judged there, but {@code M} knows nothing of it.
   */
  public void passed(int partition, long offset) {
    PartitionProgress before = progress.get(partition);
    if (offset > before.lastOffset()) {
      moveTo(partition, before.upTo(offset));
    }
  }

  private void moveTo(int partition, PartitionProgress after) {
    progress.put(partition, after);
    changed.set(partition);
    if (isEnd(partition, after.lastOffset())) {
      announce(partition);
    }
    listener.reached(partition, after.lastOffset());
  }

  private boolean isEnd(int partition, long offset) {
    return !input.ends().isEmpty() && offset >= input.ends().get(partition);
  }

  /**
   * The newest evidence that a partition is silent.
   *
   * @param evidence null if there is none; evidence that was heard before changes nothing
   */
  public void silent(int partition, @Nullable Silence evidence) {
    PartitionProgress before = progress.get(partition);
    if (evidence != null && evidence.upTo() > before.silentUpTo() && evidence.appliesTo(before)) {
      progress.put(partition, before.silent(evidence.upTo()));
      changed.set(partition);
    }
  }

  /** Announces what has changed, and now and then all that has not. */
  public void tick() {
    if (ticksBetweenRepeats != NEVER_AGAIN && ++ticks % ticksBetweenRepeats == 0) {
      BitSet quiet = (BitSet) known.clone();
      quiet.andNot(announced);
      changed.or(quiet);
      announced.clear();
    }
    announce();
  }

  /** Announces what has changed. */
  public void announce() {
    for (int p = changed.nextSetBit(0); p >= 0; p = changed.nextSetBit(p + 1)) {
      announce(p);
    }
  }

  private void announce(int partition) {
    PartitionProgress reached = progress.get(partition);
    changed.clear(partition);
    known.set(partition);
    announced.set(partition);
    output.announced(
        new PartitionFrontier(
            input.index(), partition, reached.lastOffset(), input.rule().frontier(reached)));
  }

  /** A partition's frontier; {@link Frontiers#UNKNOWN} if nothing is known of it. */
  public long frontier(int partition) {
    return input.rule().frontier(progress.get(partition));
  }
}
