package io.twinroute.config.read;

import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.naming.NameUtils;
import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Suggestions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values as Micronaut resolves them: environment variables, system properties and
 * placeholders apply. What cannot be read becomes a problem instead of an exception, and the reader
 * goes on with the default: the plan is thrown away then, and later checks see a whole.
 */
public final class SettingReader {

  private final Environment environment;
  private final Problems problems;

  public SettingReader(Environment environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** A text; a problem if it is absent. */
  @Nullable String requiredText(String path, String example) {
    String value = text(path);
    if (value == null) {
      reportMissing(path, "is missing; " + example);
    }
    return value;
  }

  /** A text that is not blank; null if it is absent or wrong. */
  @Nullable String text(String path) {
    return text(path, "put the text in quotes");
  }

  /**
   * @param wayOut what to do about a value that YAML does not take for a text
   */
  @Nullable String text(String path, String wayOut) {
    Object value = value(path);
    if (value == null) {
      return null;
    }
    if (!(value instanceof CharSequence)) {
      // YAML 1.1 reads no as false and 010 as 8, so the text that was meant is gone.
      problems.addAndSettle(path, "YAML reads this as '" + value + "'; " + wayOut);
      return null;
    }
    if (value.toString().isBlank()) {
      problems.addAndSettle(path, "is empty; give it a value or remove the key");
      return null;
    }
    return value.toString();
  }

  /** The value as text, whatever its type, and possibly empty; null if it is absent. */
  @Nullable String anyText(String path) {
    Object value = value(path);
    return value == null ? null : value.toString();
  }

  /** A duration that must be given; {@link Duration#ZERO} if it is wrong. */
  Duration requiredDuration(String path) {
    if (value(path) == null) {
      reportMissing(path, "is missing; " + Durations.EXAMPLES);
    }
    return duration(path, Duration.ZERO);
  }

  /** A duration of whole milliseconds that is not negative. */
  Duration duration(String path, Duration defaultValue) {
    return duration(path, defaultValue, Duration.ZERO);
  }

  Duration duration(String path, Duration defaultValue, Duration least) {
    Duration duration = duration(path, least, Durations.EXAMPLES);
    return duration == null ? defaultValue : duration;
  }

  /**
   * A duration of whole milliseconds, and at least {@code least}; null if it is absent or wrong.
   *
   * @param wayOut what to write instead of a value that is no duration
   */
  @Nullable Duration duration(String path, Duration least, String wayOut) {
    Object value = value(path);
    if (value == null) {
      return null;
    }
    Optional<Duration> duration = toDuration(value.toString().strip());
    if (duration.isEmpty()) {
      problems.add(path, "'" + value + "' is not a duration; " + wayOut);
      return null;
    }
    String wrong = Durations.whatIsWrong(duration.get(), least);
    if (wrong != null) {
      problems.add(path, "'" + value + "' " + wrong);
      return null;
    }
    return duration.get();
  }

  private Optional<Duration> toDuration(String text) {
    // Zero is the one duration that needs no unit.
    return text.equals("0")
        ? Optional.of(Duration.ZERO)
        : environment.convert(text, Duration.class);
  }

  /** A whole number of at least {@code least}; null if it is absent or wrong. */
  @Nullable Integer integer(String path, int least) {
    Object value = value(path);
    if (value == null) {
      return null;
    }
    String text = value.toString().strip();
    // Micronaut would cut 1.5 down to 1.
    Optional<Integer> number =
        text.matches("[+-]?\\d+") ? environment.convert(text, Integer.class) : Optional.empty();
    if (number.isEmpty() || number.get() < least) {
      problems.add(path, "expected a whole number of at least " + least + ", not '" + value + "'");
      return null;
    }
    return number.get();
  }

  int integer(String path, int defaultValue, int least) {
    Integer number = integer(path, least);
    return number == null ? defaultValue : number;
  }

  /** One of {@code choices}, by the id that YAML uses for it. */
  <T> T choice(String path, List<T> choices, Function<T, String> id, T defaultValue) {
    T choice = choice(path, choices, id);
    return choice == null ? defaultValue : choice;
  }

  /** One of {@code choices}; null if it is absent or wrong. */
  <T> @Nullable T choice(String path, List<T> choices, Function<T, String> id) {
    Object value = value(path);
    if (value == null) {
      return null;
    }
    List<String> ids = choices.stream().map(id).toList();
    int index = ids.indexOf(value.toString().strip());
    if (index < 0) {
      problems.add(
          path,
          "unknown value '" + value + "'" + Suggestions.hint(value.toString(), ids, "supported"));
      return null;
    }
    return choices.get(index);
  }

  private void reportMissing(String path, String message) {
    if (!problems.isSettled(path)) {
      problems.add(path, message);
    }
  }

  private @Nullable Object value(String path) {
    if (problems.isSettled(path)) {
      return null;
    }
    try {
      // Overrides are found under Micronaut's own spelling of a key only.
      Object value =
          environment.getProperty(NameUtils.hyphenate(path, true), Object.class).orElse(null);
      return value instanceof Map || value instanceof Collection ? null : value;
    } catch (ConfigurationException e) {
      // Micronaut's message repeats the whole value, which may be a secret.
      problems.addAndSettle(
          path,
          "has a placeholder ${...} that resolves to nothing; "
              + "set it, or give it a default as in ${NAME:default}");
      return null;
    }
  }
}
