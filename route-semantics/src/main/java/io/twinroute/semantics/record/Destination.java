package io.twinroute.semantics.record;

/** Where a rejected record goes. */
public enum Destination {
  /** Nowhere: it was judged before, or is not wanted. */
  NOWHERE,
  /** The late topic, if the route has one. */
  LATE,
  /** The dead-letter topic, if the route has one. */
  DEAD_LETTERS
}
