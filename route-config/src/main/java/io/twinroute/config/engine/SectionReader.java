package io.twinroute.config.engine;

import io.twinroute.config.key.Key;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one section of a route file; what is wrong becomes a problem of it. */
public interface SectionReader {

  /** The value of {@code key}; null if it is absent, or wrong and reported. */
  <T> @Nullable T find(Key<T> key);

  /** The value of {@code key}, or its default if it is absent, or wrong and reported. */
  <T> T get(Key<T> key);

  /** Whether {@code key} has a value of any kind. */
  boolean isSet(Key<?> key);

  /** Reports what is wrong with {@code key}, in a message that follows its path. */
  void report(Key<?> key, String message);
}
