package io.twinroute.semantics.format;

import io.twinroute.semantics.record.Rejection;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

  /** Finds {@code fields}, which are its fields 0, 1 and so on, and checks values meanwhile. */
  FieldScan scan(List<JsonPointer> fields);

  /**
   * The key that a field holds; null if it holds nothing that can be one. Fields that hold the same
   * have the same key, however they are written.
   *
   * @param value a valid one
   * @param at the field's offset, as {@link #scan} has found it
   */
  byte @Nullable [] key(byte[] value, int at);

  /**
   * The time that a field holds, in epoch milliseconds, from 1970 to the year 9999; negative if it
   * holds none.
   *
   * @param value a valid one
   * @param at the field's offset
   * @param unit what a number counts
   */
  long time(byte[] value, int at, TimeUnit unit);

  /**
   * What a field holds, as maps from texts, lists, texts, truth values, {@code Long} and {@code
   * Double}.
   *
   * @param value a valid one
   * @param at the field's offset; 0 for the whole value
   * @param ofNull what null becomes
   */
  Object decode(byte[] value, int at, Object ofNull);

  /**
   * Whether {@link #decode} gives a map.
   *
   * @param value a valid one
   * @param at the field's offset; 0 for the whole value
   */
  boolean hasMembers(byte[] value, int at);

  /**
   * Writes results of two inputs that hold both values.
   *
   * @param first what a result calls the first input's value
   * @param second what a result calls the second input's value
   */
  default PairWriter pairs(String first, String second) {
    return pairs(first, second, ResultForm.WHOLE);
  }

  /**
   * Writes results of two inputs.
   *
   * @param first what a whole result calls the first input's value
   * @param second what a whole result calls the second input's value
   */
  PairWriter pairs(String first, String second, ResultForm form);

  /** Writes results of one input, which is the first; a whole one is its value, as it is. */
  PairWriter own(ResultForm form);
}
