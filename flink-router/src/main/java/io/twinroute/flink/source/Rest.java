package io.twinroute.flink.source;

import java.util.function.Consumer;

/**
 * Notices that a reader has emitted nothing since a completed checkpoint. Until it emits a record,
 * another checkpoint would hold the same state.
 */
final class Rest {

  private final Consumer<Activity> reports;
  private long lastCheckpoint = -1;
  private boolean active = true;
  private boolean resting;

  Rest(Consumer<Activity> reports) {
    this.reports = reports;
  }

  /** Must be called before a record is emitted. */
  void ends() {
    active = true;
    if (resting) {
      resting = false;
      reports.accept(Activity.READS);
    }
  }

  /** A checkpoint covers everything emitted so far. */
  void checkpoint(long id) {
    lastCheckpoint = id;
    active = false;
  }

  /** A checkpoint is complete: its state is durable, and its results are committed. */
  void complete(long id) {
    if (id == lastCheckpoint && !active && !resting) {
      resting = true;
      reports.accept(Activity.RESTS);
    }
  }
}
