package io.twinroute.flink.source;

import io.twinroute.flink.types.SourceEvent;

/** Events on their way from a fetcher to the reader's task, which takes them one by one. */
final class Batch {

  private final SourceEvent[] events;
  private final Runnable whenTaken;
  private int next;

  /**
   * @param events at least one
   * @param whenTaken called by the task after the last of them
   */
  Batch(SourceEvent[] events, Runnable whenTaken) {
    this.events = events;
    this.whenTaken = whenTaken;
  }

  SourceEvent next() {
    return events[next++];
  }

  /** Whether all have been taken; then notifies the fetcher that has read them. */
  boolean isTaken() {
    if (next < events.length) {
      return false;
    }
    whenTaken.run();
    return true;
  }
}
