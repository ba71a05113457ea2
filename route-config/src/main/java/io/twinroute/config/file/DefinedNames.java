package io.twinroute.config.file;

import io.twinroute.config.key.Schema;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The names that a user gave to clusters or routes.
 *
 * <p>Property sources are flat and names may hold dots, so where a name ends is not written down:
 * it ends before the first part of the key that is known below a name.
 */
public final class DefinedNames {

  private final Schema.Mapping each;
  private final Set<String> certain = new LinkedHashSet<>();
  private final Set<String> names = new LinkedHashSet<>();

  private DefinedNames(Schema.Mapping each) {
    this.each = each;
  }

  /** The names below {@code path}, each of which names a mapping like {@code each}. */
  public static DefinedNames of(FileKeys keys, String path, Schema.Mapping each) {
    DefinedNames result = new DefinedNames(each);
    Map<String, @Nullable Object> below = keys.below(path);
    below.keySet().forEach(key -> result.beforeKnownKey(key).ifPresent(result.certain::add));
    below.forEach((key, value) -> result.names.add(result.nameIn(key, value)));
    return result;
  }

  /** In the file's order. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** The name at the start of {@code key}, which is relative to the names' path. */
  String nameIn(String key, @Nullable Object value) {
    return beforeKnownKey(key)
        .or(() -> certain.stream().filter(name -> startsWithName(key, name)).max(longest()))
        .orElseGet(() -> isMapping(value) ? key : key.split("\\.", -1)[0]);
  }

  private Optional<String> beforeKnownKey(String key) {
    String[] parts = key.split("\\.", -1);
    return IntStream.range(1, parts.length)
        .filter(i -> each.find(parts[i]) != null)
        .mapToObj(i -> String.join(".", Arrays.copyOf(parts, i)))
        .findFirst();
  }

  private static boolean startsWithName(String key, String name) {
    return key.equals(name) || key.startsWith(name + ".");
  }

  private static Comparator<String> longest() {
    return Comparator.comparingInt(String::length);
  }

  private static boolean isMapping(@Nullable Object value) {
    // "name:" and "name: {}" are leaves of a flat source, and yet the whole key is the name.
    return value == null || value instanceof Map;
  }
}
