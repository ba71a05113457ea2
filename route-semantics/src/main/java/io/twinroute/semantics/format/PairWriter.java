package io.twinroute.semantics.format;

import org.jspecify.annotations.Nullable;

/** Writes the value of a result that two inputs give. */
public interface PairWriter {

  /**
   * The result's value, which holds the bytes of both as they are.
   *
   * @param first a valid value; null if the result has none of the first input
   * @param second a valid value; null if the result has none of the second input
   */
  byte[] write(byte @Nullable [] first, byte @Nullable [] second);

  /** How long {@link #write} makes the value of these two; nothing is written. */
  long size(byte @Nullable [] first, byte @Nullable [] second);
}
