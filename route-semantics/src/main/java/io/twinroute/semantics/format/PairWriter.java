package io.twinroute.semantics.format;

import org.jspecify.annotations.Nullable;

/** Writes the values of results that two inputs give, or one. */
public interface PairWriter {

  /** A result that is not written yet. */
  interface Pair {

    /** How long {@link #write} makes the value; nothing is written. */
    long size();

    /** The result's value, which holds bytes of both as they are. */
    byte[] write();

    /** The field that is the result's key, as text; null if it is absent, or can be no key. */
    byte @Nullable [] key();
  }

  /**
   * Finds in the values what a result takes from them.
   *
   * @param first a valid value; null if the result has none of the first input
   * @param second a valid value; null if the result has none of the second input
   */
  Pair pair(byte @Nullable [] first, byte @Nullable [] second);
}
