package io.twinroute.runtime.watch;

import io.twinroute.runtime.watch.RemovedOffsets.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Gaps that are to be looked at later. Bounded, at the cost of the oldest: a source may be out of
 * reach for long while copies of it still come. Thread-safe.
 */
final class GapQueue {

  private final BlockingQueue<Gap> gaps = new ArrayBlockingQueue<>(10_000);

  void add(Gap gap) {
    while (!gaps.offer(gap)) {
      gaps.poll();
    }
  }

  /** The oldest ones, which stay. */
  List<Gap> first(int atMost) {
    return gaps.stream().limit(atMost).toList();
  }

  void remove(Gap gap) {
    gaps.remove(gap);
  }

  boolean isEmpty() {
    return gaps.isEmpty();
  }

  /** All of them; none stays. */
  List<Gap> takeAll() {
    List<Gap> all = new ArrayList<>();
    gaps.drainTo(all);
    return all;
  }
}
