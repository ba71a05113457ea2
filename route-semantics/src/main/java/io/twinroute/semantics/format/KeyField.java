package io.twinroute.semantics.format;

import org.jspecify.annotations.Nullable;

/** Reads one field of values as a key. */
@FunctionalInterface
public interface KeyField {

  /**
   * The field's key; null if the field is absent, or holds nothing that can be a key. Fields that
   * hold the same have the same key, however they are written.
   *
   * @param value a valid one
   */
  byte @Nullable [] of(byte[] value);
}
