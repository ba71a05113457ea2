package io.twinroute.runtime.watch.lag;

/** Where a record is on its way from its source to the output. */
public enum Hop {
  /** It is copied to the target cluster. */
  MIRROR,
  /** It is judged. */
  ACCEPT,
  /** It is judged, and what follows from it is committed. */
  COMMIT
}
