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

/** A program that joins two topics into a topic of its own. */
public interface Contestant {

  /** The share of the data for Flink's own joins. */
  double SLOWER = 0.5;

  /** The share for Flink's own joins if they keep each record in RocksDB. */
  double SLOWEST = 0.1;

  /** The name in tables and ratios. */
  String name();

  /** The name without the suffix of its build. */
  default String route() {
    return name();
  }

  /**
   * The name of one of its runs, also for topics.
   *
   * @param which no other of its runs
   */
  default String runName(String which) {
    return name().toLowerCase(Locale.ROOT).replace('@', '-') + "-" + which;
  }

  /** The Connect worker that it needs, which is kept from run to run; empty: none. */
  default Optional<WorkerSetup> mirror() {
    return Optional.empty();
  }

  /**
   * How much of the data it processes. The fastest need the most, or they would end before the
   * compilers have.
   */
  default double part() {
    return 1;
  }

  /** Whether only its results count, and not its cost. */
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
   * A running contestant.
   *
   * @param process its own; a mirror is the lab's
   * @param start the usage when it began
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
     * @throws IllegalStateException with its last lines of output, if it has ended
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
