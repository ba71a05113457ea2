package io.twinroute.config.key;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one setting of a route file. Reading, the check for unknown keys, the tables
 * of the route reference and the JSON Schema follow from it.
 *
 * @param name the key in its mapping
 * @param formerName the key's name in older files, which is still read; null if it has none
 * @param type which values it takes
 * @param fallback what holds without it
 * @param doc what it means, in Markdown, for the route reference and for editors
 */
public record Key<T>(
    String name, @Nullable String formerName, ValueType<T> type, Fallback<T> fallback, String doc)
    implements Schema {

  /** What holds where a setting is not written. */
  public sealed interface Fallback<T> {

    /**
     * Nothing: the setting must be written.
     *
     * @param wayOut the end of the message about one that is missing
     */
    record Required<T>(String wayOut) implements Fallback<T> {}

    /** This value. */
    record Value<T>(T value) implements Fallback<T> {}

    /**
     * Something that depends on other settings or on the machine, or nothing at all.
     *
     * @param words how the route reference calls it
     */
    record Derived<T>(String words) implements Fallback<T> {}
  }

  /** A setting that must be written. */
  public static <T> Key<T> required(String name, ValueType<T> type, String wayOut, String doc) {
    return new Key<>(name, null, type, new Fallback.Required<>(wayOut), doc);
  }

  /** A setting with one default for all. */
  public static <T> Key<T> withDefault(String name, ValueType<T> type, T value, String doc) {
    return new Key<>(name, null, type, new Fallback.Value<>(value), doc);
  }

  /** A setting without which something else holds, which {@code otherwise} calls by name. */
  public static <T> Key<T> optional(String name, ValueType<T> type, String otherwise, String doc) {
    return new Key<>(name, null, type, new Fallback.Derived<>(otherwise), doc);
  }

  /** The same setting, which older files know by another name. */
  Key<T> formerly(String oldName) {
    return new Key<>(name, oldName, type, fallback, doc);
  }

  /** The end of the message if the setting is missing; empty if it need not be written. */
  public Optional<String> wayOutIfMissing() {
    return fallback instanceof Fallback.Required<T> required
        ? Optional.of(required.wayOut())
        : Optional.empty();
  }

  /** The value that holds without the setting; empty if it is not one and the same for all. */
  public Optional<T> defaultValue() {
    return fallback instanceof Fallback.Value<T> value
        ? Optional.of(value.value())
        : Optional.empty();
  }
}
