package io.twinroute.kstreams.progress;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.runtime.supervise.InputPositions;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.logic.Side;
import io.twinroute.semantics.record.Judgement;
import io.twinroute.semantics.record.Rejection;
import io.twinroute.semantics.time.Frontiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** What a route's processors tell the thread that watches them. Thread-safe. */
public final class StreamsProgress {

  private static final long NONE = -1;

  private final PinnedRoute route;
  private final LongAdder read = new LongAdder();
  private final LongAdder results = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final List<AtomicLongArray> judged;
  private final List<AtomicLongArray> consumed;

  private final List<AtomicLongArray> frontiers;

  /** By join task, for those that have given all that a run with an end has to give. */
  private final Map<Integer, Flush> flushes = new ConcurrentHashMap<>();

  /** The last offset of each partition of the exchange that has been taken over. */
  private final AtomicLongArray exchangeConsumed;

  public StreamsProgress(PinnedRoute route) {
    this.route = route;
    this.judged = perPartition(NONE);
    this.consumed = perPartition(NONE);
    this.frontiers = perPartition(Frontiers.UNKNOWN);
    long[] none = new long[route.exchangePartitions()];
    Arrays.fill(none, NONE);
    this.exchangeConsumed = new AtomicLongArray(none);
  }

  /**
   * @param by the stream thread whose next commit holds it
   */
  private record Flush(Thread by, boolean committed) {}

  private int joinTasks() {
    return route.exchangePartitions() > 0
        ? route.exchangePartitions()
        : Math.max(route.left().partitions(), route.right().partitions());
  }

  private List<AtomicLongArray> perPartition(long initial) {
    return route.sides().stream()
        .map(side -> side.starts().stream().mapToLong(start -> initial).toArray())
        .map(AtomicLongArray::new)
        .toList();
  }

  /** A copy at this offset of the mirrored topic has been taken over. */
  public void consumed(Side side, int partition, long offset) {
    AtomicLongArray ofSide = consumed.get(side.ordinal());
    if (partition < ofSide.length()) {
      ofSide.lazySet(partition, offset);
    }
  }

  /** A record has got its verdict. */
  public void judged(Judgement judgement) {
    read.increment();
    if (judgement instanceof Rejection rejection) {
      (rejection.isLate() ? late : deadLetters).increment();
    }
  }

  /** The last offset judged of a partition; -1 for none. */
  public long lastJudged(Side side, int partition) {
    return judged.get(side.ordinal()).get(partition);
  }

  /** The last offset judged of a partition; goes back when a task starts anew. */
  public void position(Side side, int partition, long offset) {
    judged.get(side.ordinal()).lazySet(partition, offset);
  }

  /** A source partition's frontier; goes back when a task starts anew. */
  public void frontier(Side side, int partition, long frontier) {
    frontiers.get(side.ordinal()).lazySet(partition, frontier);
  }

  public void joined() {
    results.increment();
  }

  /** A record at this offset of the exchange has been taken over. */
  public void exchangeConsumed(int partition, long offset) {
    exchangeConsumed.lazySet(partition, offset);
  }

  /** The last offset of a partition of the exchange that has been taken over; -1 for none. */
  public long lastExchangeConsumed(int partition) {
    return exchangeConsumed.get(partition);
  }

  /** A join task starts; what an earlier one has given and not committed is undone. */
  public void joinStarts(int task) {
    flushes.remove(task);
  }

  /** A join task of this thread has given all results up to the pinned ends. */
  public void flushed(int task) {
    flushes.put(task, new Flush(Thread.currentThread(), false));
  }

  /** This thread has committed all that its tasks have given. */
  public void committed() {
    Thread thread = Thread.currentThread();
    flushes.replaceAll((task, flush) -> flush.by() == thread ? new Flush(thread, true) : flush);
  }

  /** The last offset of a mirrored partition that has been taken over; -1 for none. */
  public long lastConsumed(Side side, int partition) {
    return consumed.get(side.ordinal()).get(partition);
  }

  /** Whether everything up to the pinned ends has been judged, and every result is committed. */
  public boolean hasReachedTheEnds() {
    return reached(judged) && IntStream.range(0, joinTasks()).allMatch(this::hasCommittedItsFlush);
  }

  private boolean hasCommittedItsFlush(int task) {
    Flush flush = flushes.get(task);
    return flush != null && flush.committed();
  }

  private boolean reached(List<AtomicLongArray> offsets) {
    for (PinnedInput side : route.sides()) {
      AtomicLongArray ofSide = offsets.get(side.source().side().ordinal());
      for (int partition = 0; partition < side.ends().size(); partition++) {
        if (ofSide.get(partition) < side.ends().get(partition)) {
          return false;
        }
      }
    }
    return true;
  }

  public RouteCounts counts() {
    return new RouteCounts(
        read.sum(),
        results.sum(),
        late.sum(),
        deadLetters.sum(),
        positions(Side.LEFT),
        positions(Side.RIGHT));
  }

  private InputPositions positions(Side side) {
    return new InputPositions(
        list(judged.get(side.ordinal())), list(frontiers.get(side.ordinal())));
  }

  private static List<Long> list(AtomicLongArray offsets) {
    List<Long> list = new ArrayList<>(offsets.length());
    for (int partition = 0; partition < offsets.length(); partition++) {
      list.add(offsets.get(partition));
    }
    return list;
  }
}
