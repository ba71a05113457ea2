package io.twinroute.config.read;

import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.NameUtils;
import io.twinroute.config.file.FileKeys;
import io.twinroute.config.file.Problems;
import io.twinroute.config.file.SettingValues;
import io.twinroute.config.file.Suggestions;
import io.twinroute.config.file.UnresolvedPlaceholderException;
import io.twinroute.config.key.Addresses;
import io.twinroute.config.key.Durations;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.Values;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed values as {@link SettingValues} has them: environment variables, system properties
 * and placeholders apply. What cannot be read becomes a problem instead of an exception, and the
 * reader continues with the default: the plan is discarded then, and later checks see a complete
 * one.
 */
public final class SettingReader implements Values {

  private final Environment environment;
  private final FileKeys keys;
  private final SettingValues values;
  private final Problems problems;
  private final FormerNames formerNames;

  public SettingReader(Environment environment, FileKeys keys, Problems problems) {
    this.environment = environment;
    this.keys = keys;
    this.values = new SettingValues(environment);
    this.problems = problems;
    this.formerNames = new FormerNames(keys, problems);
  }

  /**
   * The value of {@code key} in the mapping at {@code owner}; null if it is absent or wrong, and
   * reported then if it is wrong or must be there.
   */
  <T> @Nullable T find(String owner, Key<T> key) {
    String path = path(owner, key);
    if (anyText(path) == null) {
      key.wayOutIfMissing().ifPresent(wayOut -> reportUnsettled(path, "is missing; " + wayOut));
    }
    return key.type().read(this, path);
  }

  /** The value of {@code key}, or its default if it is absent or wrong. */
  <T> T get(String owner, Key<T> key) {
    T value = find(owner, key);
    return value != null ? value : key.defaultValue().orElseThrow();
  }

  /** Whether {@code key} has a value of any kind. */
  boolean isSet(String owner, Key<?> key) {
    return anyText(path(owner, key)) != null;
  }

  /** Whether {@code key} has a value of any kind, a list among them, or is known to be wrong. */
  boolean isWritten(String owner, Key<?> key) {
    String path = path(owner, key);
    return problems.isSettled(path) || anyValue(path) != null;
  }

  /** Overrides are found under Micronaut's own spelling only. */
  private Object overridden(String path, Object value) throws UnresolvedPlaceholderException {
    Object over = NameUtils.hyphenate(path, true).equals(path) ? values.at(path) : null;
    return over == null ? values.resolved(value) : over;
  }

  /** Whether a file names {@code path}, or anything below it. */
  boolean isWritten(String path) {
    return keys.contains(path);
  }

  /**
   * The single values in the files below {@code path}, by their keys without it, in the files'
   * order, with their placeholders resolved. Lists and what is empty are left out: {@link
   * io.twinroute.config.file.KeyChecker} reports them.
   */
  Map<String, Object> below(String path) {
    Map<String, Object> result = new LinkedHashMap<>();
    keys.below(path)
        .forEach(
            (key, value) -> {
              if (value != null && !(value instanceof Collection) && !(value instanceof Map)) {
                try {
                  result.put(key, overridden(path + "." + key, value));
                } catch (UnresolvedPlaceholderException e) {
                  problems.addAndSettle(path + "." + key, String.valueOf(e.getMessage()));
                }
              }
            });
    return result;
  }

  /** The position of {@code key} in the mapping at {@code owner}. */
  String path(String owner, Key<?> key) {
    String path = owner + "." + key.name();
    return key.formerName() == null
        ? path
        : formerNames.pathInUse(path, owner + "." + key.formerName(), this::anyText);
  }

  @Override
  public @Nullable String text(String path, String wayOut) {
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

  @Override
  public @Nullable String anyText(String path) {
    Object value = value(path);
    return value == null ? null : value.toString();
  }

  @Override
  public @Nullable List<String> texts(String path) {
    Object value = anyValue(path);
    if (value == null) {
      return null;
    }
    return value instanceof Collection<?> list
        ? list.stream().map(each -> String.valueOf(each).strip()).toList()
        : Addresses.split(value.toString());
  }

  @Override
  public @Nullable List<Object> items(String path) {
    Object value = anyValue(path);
    if (value == null || value instanceof Map) {
      return null;
    }
    return value instanceof Collection<?> list
        ? list.stream().map(each -> each == null ? "" : (Object) each).toList()
        : List.copyOf(Addresses.split(value.toString()));
  }

  @Override
  public @Nullable Duration duration(String path, Duration least, String wayOut) {
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

  @Override
  public @Nullable Integer integer(String path, int least) {
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

  @Override
  public <T> @Nullable T choice(String path, List<T> choices, Function<T, String> id) {
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

  @Override
  public void report(String path, String message) {
    reportUnsettled(path, message);
  }

  private void reportUnsettled(String path, String message) {
    if (!problems.isSettled(path)) {
      problems.add(path, message);
    }
  }

  private @Nullable Object anyValue(String path) {
    if (problems.isSettled(path)) {
      return null;
    }
    try {
      return values.at(path);
    } catch (UnresolvedPlaceholderException e) {
      problems.addAndSettle(path, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** The value at a path if it is a single one. */
  private @Nullable Object value(String path) {
    Object value = anyValue(path);
    return value instanceof Map || value instanceof Collection ? null : value;
  }
}
