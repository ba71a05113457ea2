package io.twinroute.semantics.record;

/** Why a record takes no part in a route. */
public enum Rejection implements Judgement {
  /** Its offset was judged before: an upstream copy delivered it again. It is dropped. */
  REPLAYED("replayed", Destination.NOWHERE),
  /** It is larger than the route's records may be. */
  TOO_LARGE("too-large", Destination.DEAD_LETTERS),
  /** Its time is too far ahead of its own timestamp. */
  AHEAD_OF_TIME("ahead-of-time", Destination.DEAD_LETTERS),
  /** It is too far behind its own partition. */
  LATE("late", Destination.LATE),
  /** Its partition had been silent for so long that time advanced without it. */
  AFTER_SILENCE("after-silence", Destination.LATE),
  /** It has no timestamp, or no time in the field that holds it. */
  NO_TIMESTAMP("no-timestamp", Destination.DEAD_LETTERS),
  /** The input's condition refuses it. */
  FILTERED("filtered", Destination.NOWHERE),
  /** It has no key, and the route joins on the record's key. */
  NO_KEY("no-key", Destination.DEAD_LETTERS),
  /** It has no value; only a lookup's right input has a use for a tombstone. */
  NO_VALUE("no-value", Destination.DEAD_LETTERS),
  /** Its value is not a JSON text in UTF-8; a result could not hold it. */
  NOT_JSON("not-json", Destination.DEAD_LETTERS),
  /** The input's condition cannot be evaluated for it, or is neither true nor false. */
  WHERE_FAILED("where-failed", Destination.DEAD_LETTERS),
  /** The field that the route joins on is absent, or holds nothing that can be a key. */
  NO_KEY_FIELD("no-key-field", Destination.DEAD_LETTERS);

  private final String reason;
  private final Destination destination;

  Rejection(String reason, Destination destination) {
    this.reason = reason;
    this.destination = destination;
  }

  /** The reason as a rejected record's header has it. */
  public String reason() {
    return reason;
  }

  /** Where the record goes. */
  public Destination destination() {
    return destination;
  }
}
