package io.twinroute.config.key;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where values are read from. Each method gives null if a path has no value, or a wrong one, which
 * it has reported then.
 */
public interface Values {

  /**
   * A text that is not blank.
   *
   * @param wayOut what to do about a value that YAML does not take for a text
   */
  @Nullable String text(String path, String wayOut);

  /** The value as text, whatever its type, and possibly empty. */
  @Nullable String anyText(String path);

  /** The texts of a list, or those that commas separate in one text; without blanks around them. */
  @Nullable List<String> texts(String path);

  /**
   * The members of a list, each a text, what YAML takes it for, or a mapping; or the texts that
   * commas separate in one text.
   */
  @Nullable List<Object> items(String path);

  /**
   * A duration of whole milliseconds, and at least {@code least}.
   *
   * @param wayOut what to write instead of a value that is no duration
   */
  @Nullable Duration duration(String path, Duration least, String wayOut);

  /** A whole number of at least {@code least}. */
  @Nullable Integer integer(String path, int least);

  /** One of {@code choices}, by the id that YAML uses for it. */
  <T> @Nullable T choice(String path, List<T> choices, Function<T, String> id);

  /** Reports what is wrong at a path. */
  void report(String path, String message);
}
