package io.twinroute.semantics;

/** What the {@link AcceptRule} says of a record. */
public enum Verdict {
  /** It takes part in the join. */
  ACCEPTED,
  /** Its offset was judged before: an upstream copy delivered it again. It is dropped. */
  REPLAYED,
  /** It is too far behind its own partition; it joins nothing. */
  LATE,
  /** It has no timestamp; it cannot be joined. */
  NO_TIMESTAMP,
  /** It has no key; it cannot be joined. */
  NO_KEY,
  /** It has no value; a windowed join has no use for a tombstone. */
  NO_VALUE,
  /** Its value is no JSON text in UTF-8; a result could not hold it. */
  NOT_JSON;

  /** Whether the record belongs to the dead letters. */
  public boolean isDeadLetter() {
    return switch (this) {
      case NO_TIMESTAMP, NO_KEY, NO_VALUE, NOT_JSON -> true;
      case ACCEPTED, REPLAYED, LATE -> false;
    };
  }
}
