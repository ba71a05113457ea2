package io.twinroute.kstreams;

import io.twinroute.runtime.cluster.PinnedRoute;
import io.twinroute.runtime.cluster.PinnedSide;
import io.twinroute.runtime.supervise.RouteCounts;
import io.twinroute.semantics.Side;
import io.twinroute.semantics.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What a route's processors tell the thread that watches them. Thread-safe. */
final class StreamsProgress {

  private static final long NONE = -1;

  private final PinnedRoute route;
  private final LongAdder read = new LongAdder();
  private final LongAdder results = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final List<AtomicLongArray> judged;
  private final List<AtomicLongArray> consumed;

  /** For each task of the exchange, the last offset it knows of each source partition. */
  private final List<List<AtomicLongArray>> exchanged = new ArrayList<>();

  /** The last offset of each partition of the exchange that has been taken over. */
  private final AtomicLongArray exchangeConsumed;

  StreamsProgress(PinnedRoute route) {
    this.route = route;
    this.judged = offsets();
    this.consumed = offsets();
    long[] none = new long[route.exchangePartitions()];
    Arrays.fill(none, NONE);
    this.exchangeConsumed = new AtomicLongArray(none);
    for (int task = 0; task < route.exchangePartitions(); task++) {
      exchanged.add(offsets());
    }
  }

  private List<AtomicLongArray> offsets() {
    return route.sides().stream()
        .map(side -> side.starts().stream().mapToLong(start -> NONE).toArray())
        .map(AtomicLongArray::new)
        .toList();
  }

  /** A copy at this offset of the mirrored topic has been taken over. */
  void consumed(Side side, int partition, long offset) {
    AtomicLongArray ofSide = consumed.get(side.ordinal());
    if (partition < ofSide.length()) {
      ofSide.lazySet(partition, offset);
    }
  }

  /** A record has got its verdict. */
  void judged(Verdict verdict) {
    read.increment();
    if (verdict == Verdict.LATE) {
      late.increment();
    } else if (verdict.isDeadLetter()) {
      deadLetters.increment();
    }
  }

  /** The last offset judged of a partition; goes back when a task starts anew. */
  void position(Side side, int partition, long offset) {
    judged.get(side.ordinal()).lazySet(partition, offset);
  }

  void joined() {
    results.increment();
  }

  /** A task of the exchange knows a source partition's records up to an offset. */
  void exchanged(int task, Side side, int partition, long offset) {
    exchanged.get(task).get(side.ordinal()).lazySet(partition, offset);
  }

  /** A record at this offset of the exchange has been taken over. */
  void exchangeConsumed(int partition, long offset) {
    exchangeConsumed.lazySet(partition, offset);
  }

  /** The last offset of a partition of the exchange that has been taken over; -1 for none. */
  long lastExchangeConsumed(int partition) {
    return exchangeConsumed.get(partition);
  }

  /** A task of the exchange starts, and knows nothing yet. */
  void exchangeStarts(int task) {
    for (AtomicLongArray ofSide : exchanged.get(task)) {
      for (int partition = 0; partition < ofSide.length(); partition++) {
        ofSide.lazySet(partition, NONE);
      }
    }
  }

  /** The last offset of a mirrored partition that has been taken over; -1 for none. */
  long lastConsumed(Side side, int partition) {
    return consumed.get(side.ordinal()).get(partition);
  }

  /** Whether everything up to the pinned ends has been judged, and has reached the joins. */
  boolean hasReachedTheEnds() {
    return reached(judged) && exchanged.stream().allMatch(this::reached);
  }

  private boolean reached(List<AtomicLongArray> offsets) {
    for (PinnedSide side : route.sides()) {
      AtomicLongArray ofSide = offsets.get(side.source().side().ordinal());
      for (int partition = 0; partition < side.ends().size(); partition++) {
        if (ofSide.get(partition) < side.ends().get(partition)) {
          return false;
        }
      }
    }
    return true;
  }

  RouteCounts counts() {
    return new RouteCounts(
        read.sum(),
        results.sum(),
        late.sum(),
        deadLetters.sum(),
        list(judged.get(Side.LEFT.ordinal())),
        list(judged.get(Side.RIGHT.ordinal())));
  }

  private static List<Long> list(AtomicLongArray offsets) {
    List<Long> list = new ArrayList<>(offsets.length());
    for (int partition = 0; partition < offsets.length(); partition++) {
      list.add(offsets.get(partition));
    }
    return list;
  }
}
