package io.twinroute.bench.contestant;

import io.twinroute.bench.lab.Goal;
import io.twinroute.bench.lab.Lab;
import io.twinroute.bench.lab.WorkerSetup;
import io.twinroute.bench.measure.Drained;
import io.twinroute.bench.measure.Usage;
import io.twinroute.bench.process.Waiting;
import io.twinroute.demo.local.ChildProcess;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Something that joins two topics into one of its own. */
public interface Contestant {

  /** Of the data, for Flink's own joins. */
  double SLOWER = 0.5;

  /** For Flink's own joins if they keep each record in RocksDB. */
  double SLOWEST = 0.1;

  /** In tables and ratios. */
  String name();

  /** What it is a build of: its name, but of a build beside others. */
  default String route() {
    return name();
  }

  /**
   * What one of its runs is called: a name for topics, too.
   *
   * @param which no other of its runs
   */
  default String runName(String which) {
    return name().toLowerCase(Locale.ROOT).replace('@', '-') + "-" + which;
  }

  /** The Connect worker that it needs, which lives on from run to run; empty: none. */
  default Optional<WorkerSetup> mirror() {
    return Optional.empty();
  }

  /**
   * How much of the data it works off. The fastest need the most: else they would be done before
   * compilers are.
   */
  default double part() {
    return 1;
  }

  /** Whether only its results count, and not what it took. */
  default boolean isForItsSum() {
    return false;
  }

  /** Whether it joins; if not, it copies. */
  default boolean joins() {
    return true;
  }

  /**
   * Starts on all data from the beginning; returns when the last of its stages has begun.
   *
   * @param run a name that no other run has
   * @param folder where the run may write
   */
  Started start(Lab lab, Inputs inputs, String run, Path folder);

  /**
   * A contestant at work.
   *
   * @param process its own; a mirror is the lab's
   * @param start what had been used when it began
   * @param first what its first stage fills on the target, of those that are not done yet
   * @param output its results
   * @param before a stage that was done before it began
   */
  record Started(
      ChildProcess process, Usage start, Goal first, Goal output, Optional<Drained> before) {

    public ProcessHandle engine() {
      return process.process().toHandle();
    }

    /**
     * @throws IllegalStateException with its last words, if it has ended
     */
    public void mustLive() {
      Waiting.mustLive(process);
    }

    public void stop() {
      engine().destroyForcibly();
    }

    /** The topic of its results. */
    public String topic() {
      return output.records().keySet().iterator().next();
    }
  }
}
