package io.twinroute.bench.measure;

import io.twinroute.bench.lab.Goal;
import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.lab.TopicEnds;
import io.twinroute.bench.process.Waiting;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits while stages process the backlog, and reports the resources that this used once everything
 * was warm: from the moment at which a part of the records was through to the last one; or from a
 * start.
 */
public final class Drain implements AutoCloseable {

  /** The part that warms up: compilers, caches, connections. It is not measured. */
  private static final double WARM_UP = 0.7;

  /** Makes measuring begin while the mirror still works, too, if the engine follows it. */
  private static final double MOST_COPIES = 0.75;

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final Lab lab;
  private final @Nullable ProcessHandle engine;
  private final TopicEnds written;
  private final TopicEnds committed;
  private final Runnable check;
  private final @Nullable Usage start;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  /**
   * @param engine the stage's process; null where only the mirror works
   * @param check throws an exception when there is nothing to wait for any more
   * @param start what had been used when counting begins; null: it begins once all is warm
   */
  public Drain(Lab lab, @Nullable ProcessHandle engine, Runnable check, @Nullable Usage start) {
    this.lab = lab;
    this.engine = engine;
    this.written = TopicEnds.written(lab.cluster("central"));
    this.committed = TopicEnds.committed(lab.cluster("central"));
    this.check = check;
    this.start = start;
  }

  /**
   * @param first what the first stage fills
   * @param last what all of them lead to
   * @param warm called when measuring begins
   */
  public Drained await(Goal first, Goal last, Runnable warm) {
    Usage begin = begin(first);
    double done = 0;
    Usage warmed = begin;
    if (start == null) {
      awaitWarm(first, last);
      done = share(last);
      warmed = now();
    }
    warm.run();
    if (first.equals(last)) {
      return new Drained(awaitEnd(last).since(warmed), 1 - done, Usage.NONE);
    }
    Usage copied = awaitCopies(first);
    // After all is copied, an idle mirror still costs something.
    Usage end = awaitEnd(last).withMirrorOf(copied);
    return new Drained(end.since(warmed), 1 - done, copied.since(begin));
  }

  /** The same for a mirror alone, which writes no transactions. */
  public Drained awaitMirror(Goal copies) {
    Usage begin = begin(copies);
    Usage used = awaitCopies(copies).since(begin);
    return new Drained(used, 1, used);
  }

  /** Returns when the first records are through, and what had been used when counting begins. */
  private Usage begin(Goal first) {
    while (!hasCome(first, 0)) {
      pause(first);
    }
    // Not earlier: a JVM that is still starting takes the request for a signal to end.
    if (engine != null) {
      lab.allocations().prepare(engine);
    }
    lab.mirror().process().ifPresent(lab.allocations()::prepare);
    return start == null ? now() : start;
  }

  private void awaitWarm(Goal first, Goal last) {
    boolean copies = !first.equals(last);
    while (!hasCome(last, WARM_UP) && !(copies && share(first) >= MOST_COPIES)) {
      pause(last);
    }
  }

  private Usage awaitCopies(Goal copies) {
    while (!hasCome(copies, 1)) {
      pause(copies);
    }
    return now();
  }

  /** Whether each topic has that part of its records, and one at least. */
  private boolean hasCome(Goal goal, double part) {
    return hasCome(goal, part, written.of(goal.records().keySet()));
  }

  private static boolean hasCome(Goal goal, double part, Map<String, Long> now) {
    return goal.records().entrySet().stream()
        .allMatch(e -> now.getOrDefault(e.getKey(), 0L) >= Math.max(1, part * e.getValue()));
  }

  /** The part of all records that is there by now. */
  private double share(Goal goal) {
    double there = written.total(goal.records().keySet());
    return there / goal.records().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns the usage when everything was written, but waits until it is committed: the duration of
   * a last commit is latency, and would count several times here.
   */
  private Usage awaitEnd(Goal goal) {
    while (!hasCome(goal, 1)) {
      pause(goal);
    }
    Usage used = now();
    awaitCommitted(goal);
    return used;
  }

  /** Markers of transactions count too: an end is the last one if nothing follows. */
  private void awaitCommitted(Goal goal) {
    Map<String, Long> end = Map.of();
    long since = System.nanoTime();
    while (!hasCome(goal, 1, end)
        || !end.equals(goal.records()) && System.nanoTime() - since < QUIET.toNanos()) {
      Map<String, Long> now = committed.of(goal.records().keySet());
      if (!now.equals(end)) {
        end = now;
        since = System.nanoTime();
      }
      pause(goal);
    }
  }

  private Usage now() {
    return engine == null ? Usage.now(lab) : Usage.now(lab, engine);
  }

  private void pause(Goal goal) {
    check.run();
    lab.mirror().mustLive();
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException(goal + " was not reached within " + PATIENCE);
    }
    Waiting.pause();
  }

  @Override
  public void close() {
    written.close();
    committed.close();
  }
}
