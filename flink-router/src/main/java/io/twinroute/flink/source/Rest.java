package io.twinroute.flink.source;

import java.util.function.Consumer;

/**
 * Notices that a reader has put out nothing since a checkpoint that is complete. Until it puts out
 * something, another checkpoint would keep what that one keeps.
 */
final class Rest {

  private final Consumer<Activity> reports;
  private long lastCheckpoint = -1;
  private boolean active = true;
  private boolean resting;

  Rest(Consumer<Activity> reports) {
    this.reports = reports;
  }

  /** To be called before anything is put out. */
  void ends() {
    active = true;
    if (resting) {
      resting = false;
      reports.accept(Activity.READS);
    }
  }

  /** A checkpoint keeps what was put out so far. */
  void checkpoint(long id) {
    lastCheckpoint = id;
    active = false;
  }

  /** A checkpoint is complete: what it keeps is safe, and what was written is committed. */
  void complete(long id) {
    if (id == lastCheckpoint && !active && !resting) {
      resting = true;
      reports.accept(Activity.RESTS);
    }
  }
}
