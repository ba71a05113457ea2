package io.twinroute.parity;

import org.jspecify.annotations.Nullable;

/**
 * A record that is not the same on both sides.
 *
 * @param left the left side's record, null if there is none
 * @param right the right side's record, null if there is none; at least one of both is there
 */
public record Difference(Kind kind, @Nullable TopicRecord left, @Nullable TopicRecord right) {

  /** How the sides differ. */
  public enum Kind {
    /** Both sides have the record, with another key, value, timestamp or headers. */
    CHANGED,
    /** Both sides have the record, in different partitions. */
    MOVED,
    /** The right side does not have it. */
    ONLY_LEFT,
    /** The left side does not have it. */
    ONLY_RIGHT,
    /** Both sides have it, the left side more often. */
    DOUBLED_LEFT,
    /** Both sides have it, the right side more often. */
    DOUBLED_RIGHT
  }
}
