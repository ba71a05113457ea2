package io.twinroute.semantics.record;

/** Why a record joins nothing. */
public enum Rejection implements Judgement {
  /** Its offset was judged before: an upstream copy delivered it again. It is dropped. */
  REPLAYED("replayed", Kind.DROPPED),
  /** It is too far behind its own partition. */
  LATE("late", Kind.LATE),
  /** Its partition had been silent for so long that time went on without it. */
  AFTER_SILENCE("after-silence", Kind.LATE),
  /** It has no timestamp. */
  NO_TIMESTAMP("no-timestamp", Kind.DEAD_LETTER),
  /** It has no key, and the route joins on the record's key. */
  NO_KEY("no-key", Kind.DEAD_LETTER),
  /** It has no value; only a lookup's right side has a use for a tombstone. */
  NO_VALUE("no-value", Kind.DEAD_LETTER),
  /** Its value is no JSON text in UTF-8; a result could not hold it. */
  NOT_JSON("not-json", Kind.DEAD_LETTER),
  /** The field that the route joins on is absent, or holds nothing that can be a key. */
  NO_KEY_FIELD("no-key-field", Kind.DEAD_LETTER);

  private enum Kind {
    DROPPED,
    LATE,
    DEAD_LETTER
  }

  private final String reason;
  private final Kind kind;

  Rejection(String reason, Kind kind) {
    this.reason = reason;
    this.kind = kind;
  }

  /** The reason as a rejected record's header has it. */
  public String reason() {
    return reason;
  }

  /** Whether the record belongs to the late topic. */
  public boolean isLate() {
    return kind == Kind.LATE;
  }

  /** Whether the record belongs to the dead letters. */
  public boolean isDeadLetter() {
    return kind == Kind.DEAD_LETTER;
  }
}
