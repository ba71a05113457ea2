package io.twinroute.bench.run;

import io.twinroute.cli.local.ChildProcess;
import java.nio.file.Path;
import java.util.Optional;

/** Something that joins two topics into one of its own. */
interface Contestant {

  /** What is mirrored first, on the same two cores, takes longer, too. */
  double WITH_A_MIRROR = 2.0 / 3;

  /** In tables and ratios. */
  String name();

  /** What it needs of the lab's Connect worker. */
  default MirrorWorker.Kind mirror() {
    return MirrorWorker.Kind.NONE;
  }

  /**
   * How much of the data is enough for it. The fastest need the most: else they would be done
   * before compilers are.
   */
  default double part() {
    return mirror() == MirrorWorker.Kind.NONE ? 1 : WITH_A_MIRROR;
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

    ProcessHandle engine() {
      return process.process().toHandle();
    }

    /**
     * @throws IllegalStateException with its last words, if it has ended
     */
    void mustLive() {
      Waiting.mustLive(process);
    }

    void stop() {
      engine().destroyForcibly();
    }

    /** The topic of its results. */
    String topic() {
      return output.records().keySet().iterator().next();
    }
  }
}
