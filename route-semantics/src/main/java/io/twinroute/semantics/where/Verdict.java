package io.twinroute.semantics.where;

/** What a condition says. */
public enum Verdict {
  /** It is true. */
  HOLDS,
  /** It is false. */
  REFUSES,
  /** It cannot be evaluated, or is neither true nor false. */
  FAILS
}
