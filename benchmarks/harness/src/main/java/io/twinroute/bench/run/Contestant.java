package io.twinroute.bench.run;

import java.nio.file.Path;
import java.util.List;

/** Something that joins the lab's topics into one of its own. */
interface Contestant {

  /** In tables and ratios. */
  String name();

  /** What it needs of the lab's Connect worker. */
  default MirrorWorker.Kind mirror() {
    return MirrorWorker.Kind.NONE;
  }

  /**
   * Starts on all data from the beginning; returns when the last of its stages has begun.
   *
   * @param run a name that no other run has
   * @param folder where the run may write
   */
  Started start(Lab lab, String run, Path folder);

  /**
   * A contestant at work.
   *
   * @param engine its process; a mirror is the lab's own
   * @param first topics on the target that its first stage fills
   * @param output its results
   * @param before what the stages before have used, see {@link Drain}
   * @param stop ends it
   */
  record Started(
      ProcessHandle engine, List<String> first, String output, Usage before, Runnable stop) {}
}
