package io.twinroute.bench.run;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits while a stage works off what is there, and tells what that used once everything was warm:
 * from the moment at which a part of the records was through to the last one. Of a lookup, from the
 * start of the stage: it gives nothing before its rows are read, which is most of its work.
 */
final class Drain {

  /** The part that warms up: compilers, caches, connections. It counts for nobody. */
  static final double WARM_UP = 0.5;

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final Lab lab;
  private final @Nullable ProcessHandle engine;
  private final TopicEnds ends;
  private final Runnable check;
  private final Usage start;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  /**
   * @param engine the stage's process; null where only the mirror works
   * @param check throws an exception when there is nothing to wait for any more
   * @param start what had been used when the stage began
   */
  Drain(Lab lab, @Nullable ProcessHandle engine, TopicEnds ends, Runnable check, Usage start) {
    this.lab = lab;
    this.engine = engine;
    this.ends = ends;
    this.check = check;
    this.start = start;
  }

  /**
   * @param first what the first stage fills
   * @param last what all of them lead to
   * @param warm called when measuring begins
   */
  Drained await(Goal first, Goal last, Runnable warm) {
    Begin begin = begin(first);
    warm.run();
    if (first.equals(last)) {
      return begin.drained(awaitEnd(last));
    }
    Usage copied = awaitCopies(first);
    // When all is copied, a mirror that has nothing to do still costs something.
    return begin.drained(awaitEnd(last).withMirrorOf(copied));
  }

  /** The same for a mirror alone, which writes no transactions. */
  Drained awaitMirror(Goal copies) {
    Begin begin = begin(copies);
    return begin.drained(awaitCopies(copies));
  }

  /**
   * @param used up to when measuring begins
   * @param done the part of the work that is done by then
   */
  private record Begin(Usage used, double done) {

    Drained drained(Usage end) {
      return new Drained(end.since(used), 1 - done);
    }
  }

  private Begin begin(Goal first) {
    while (!hasCome(first, 0)) {
      pause(first);
    }
    // Not before: a JVM that is still starting takes the question for a signal to end.
    if (engine != null) {
      lab.allocations().prepare(engine);
    }
    lab.mirror().process().ifPresent(lab.allocations()::prepare);
    if (lab.workload().shape() == JoinShape.LOOKUP) {
      return new Begin(start, 0);
    }
    while (!hasCome(first, WARM_UP)) {
      pause(first);
    }
    double done = share(first);
    return new Begin(now(), done);
  }

  private Usage awaitCopies(Goal copies) {
    while (!hasCome(copies, 1)) {
      pause(copies);
    }
    return now();
  }

  /** Whether each topic has that part of its records, and one at least. */
  private boolean hasCome(Goal goal, double part) {
    return hasCome(goal, part, ends.of(goal.records().keySet()));
  }

  private static boolean hasCome(Goal goal, double part, Map<String, Long> now) {
    return goal.records().entrySet().stream()
        .allMatch(e -> now.getOrDefault(e.getKey(), 0L) >= Math.max(1, part * e.getValue()));
  }

  /** The part of all records that is there by now. */
  private double share(Goal goal) {
    double there = ends.total(goal.records().keySet());
    return there / goal.records().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Markers of transactions count too: an end is the last one if nothing follows. */
  private Usage awaitEnd(Goal goal) {
    Map<String, Long> end = Map.of();
    Usage used = Usage.NONE;
    while (true) {
      Map<String, Long> now = ends.of(goal.records().keySet());
      if (hasCome(goal, 1, now)) {
        if (!now.equals(end)) {
          end = now;
          used = now();
        }
        if (end.equals(goal.records()) || System.nanoTime() - used.nanos() > QUIET.toNanos()) {
          return used;
        }
      }
      pause(goal);
    }
  }

  private Usage now() {
    return engine == null ? Usage.now(lab) : Usage.now(lab, engine);
  }

  private void pause(Goal goal) {
    check.run();
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException(goal + " was not reached within " + PATIENCE);
    }
    Waiting.pause();
  }
}
