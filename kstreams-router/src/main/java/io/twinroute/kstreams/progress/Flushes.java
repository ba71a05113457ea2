package io.twinroute.kstreams.progress;

import io.twinroute.runtime.pin.PinnedInput;
import io.twinroute.runtime.pin.PinnedRoute;
import io.twinroute.semantics.record.SourcePartitions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The logic tasks that have given all results of a run with an end. Thread-safe. */
final class Flushes {

  private final PinnedRoute route;
  private final Map<Integer, Flush> flushes = new ConcurrentHashMap<>();

  /**
   * @param by the stream thread whose next commit includes it
   */
  private record Flush(Thread by, boolean committed) {}

  Flushes(PinnedRoute route) {
    this.route = route;
  }

  /** Uncommitted results of an earlier task are aborted. */
  void taskStarts(int task) {
    if (route.plan().keepsState()) {
      flushes.remove(task);
    } else {
      SourcePartitions sources = route.input(0).sources();
      flushes.keySet().removeIf(partition -> sources.inTopic(partition) == task);
    }
  }

  void flushed(int task) {
    flushes.put(task, new Flush(Thread.currentThread(), false));
  }

  /** This thread has committed. */
  void committed() {
    Thread thread = Thread.currentThread();
    flushes.replaceAll((task, flush) -> flush.by() == thread ? new Flush(thread, true) : flush);
  }

  /** Whether every result is committed. */
  boolean areComplete() {
    return route.plan().keepsState()
        ? IntStream.range(0, tasks()).allMatch(this::isCommitted)
        : areCommitted(route.input(0).ends());
  }

  private int tasks() {
    return route.repartitionPartitions() > 0 ? route.repartitionPartitions() : mostPartitions();
  }

  /** Task i reads partition i of each topic. */
  private int mostPartitions() {
    return route.inputs().stream().mapToInt(PinnedInput::mostPartitions).max().orElseThrow();
  }

  /** A partition that holds nothing has nothing to commit. */
  private boolean areCommitted(List<Long> ends) {
    return IntStream.range(0, ends.size())
        .allMatch(p -> ends.get(p) == PinnedInput.NOTHING || isCommitted(p));
  }

  private boolean isCommitted(int task) {
    Flush flush = flushes.get(task);
    return flush != null && flush.committed();
  }
}
