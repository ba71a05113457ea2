package io.twinroute.semantics.format;

import io.twinroute.semantics.record.Rejection;
import java.io.Serializable;

/**
 * What the bytes of values mean: which are valid, what is at a place inside, and how two of them
 * make a result. Nobody else looks into a value.
 *
 * <p>An implementation holds nothing that changes, may be called from any thread, and is
 * serializable, because an engine may send it to other processes.
 */
public interface ValueFormat extends Serializable {

  /** Whether a result can hold {@code value}. */
  boolean isValid(byte[] value);

  /** What is wrong with a value that is not {@linkplain #isValid valid}. */
  Rejection invalid();

  /** Reads the field at {@code pointer} of valid values. */
  KeyField field(JsonPointer pointer);

  /**
   * Writes results of two inputs.
   *
   * @param first what a result calls the first input's value
   * @param second what a result calls the second input's value
   */
  PairWriter pairs(String first, String second);
}
