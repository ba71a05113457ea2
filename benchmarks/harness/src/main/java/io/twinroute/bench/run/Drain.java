package io.twinroute.bench.run;

import java.time.Duration;
import java.util.List;

/**
 * Waits while a stage works off what is there, and tells what that used once everything was warm:
 * from the moment at which a part of the records was through to the last one.
 */
final class Drain {

  /** The part that warms up: compilers, caches, connections. It counts for nobody. */
  static final double WARM_UP = 0.3;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final Lab lab;
  private final ProcessHandle engine;
  private final TopicEnds ends;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  /**
   * @param engine the stage's process, or any other where only the mirror works
   */
  Drain(Lab lab, ProcessHandle engine, TopicEnds ends) {
    this.lab = lab;
    this.engine = engine;
    this.ends = ends;
  }

  /**
   * @param first topics on the target that are as long as a side in the end; warm is when each is
   *     by the warm-up's part
   * @param warmUp {@link #WARM_UP}; 0 for what comes behind a stage that was measured already
   * @param warm called then
   * @param last topics that are complete when each is as long as a side
   */
  Usage await(List<String> first, double warmUp, Runnable warm, List<String> last) {
    int records = lab.workload().records();
    while (ends.shortest(first) < Math.max(1, warmUp * records)) {
      pause(first);
    }
    Usage begin = Usage.now(lab, engine);
    warm.run();
    Usage copied = first.equals(last) ? begin : awaitCopies(first, records);
    Usage all = awaitEnd(last, records);
    // When all is copied, a mirror that has nothing to do still costs something.
    Duration mirror = (first.equals(last) ? all : copied).mirror();
    return new Usage(all.nanos(), all.engine(), mirror, all.brokers()).since(begin);
  }

  private Usage awaitCopies(List<String> copies, int records) {
    while (ends.shortest(copies) < records) {
      pause(copies);
    }
    return Usage.now(lab, engine);
  }

  /**
   * In a topic's end, the markers of transactions count too: it is the last one if nothing follows.
   */
  private Usage awaitEnd(List<String> topics, int records) {
    long end = ends.shortest(topics);
    Usage used = Usage.now(lab, engine);
    while (end != records
        && (end < records || System.nanoTime() - used.nanos() < QUIET.toNanos())) {
      pause(topics);
      long now = ends.shortest(topics);
      if (now != end) {
        end = now;
        used = Usage.now(lab, engine);
      }
    }
    return used;
  }

  private void pause(List<String> topics) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException(topics + " were not complete within " + PATIENCE);
    }
    Waiting.pause();
  }
}
