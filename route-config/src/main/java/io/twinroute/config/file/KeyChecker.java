package io.twinroute.config.file;

import io.twinroute.config.engine.RouteFileKeys;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.Schema;
import io.twinroute.config.key.SourceTopics;
import io.twinroute.config.key.Texts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the keys that files name with the {@link Schema}: unknown ones, and wrong shapes. */
public final class KeyChecker {

  private final FileKeys keys;
  private final Problems problems;
  private final Map<String, DefinedNames> names = new HashMap<>();

  public KeyChecker(FileKeys keys, Problems problems) {
    this.keys = keys;
    this.problems = problems;
  }

  public void check() {
    keys.roots().stream()
        .filter(root -> !root.equals(Schema.ROOT_KEY))
        .filter(root -> Suggestions.closest(root, List.of(Schema.ROOT_KEY)).isPresent())
        .forEach(this::reportMisspeltRoot);
    if (keys.isKey(Schema.ROOT_KEY)) {
      check(RouteFileKeys.ROOT, Schema.ROOT_KEY, null, keys.at(Schema.ROOT_KEY));
    }
    keys.below(Schema.ROOT_KEY)
        .forEach((key, value) -> check(RouteFileKeys.ROOT, Schema.ROOT_KEY, key, value));
  }

  private void reportMisspeltRoot(String root) {
    problems.add(root, "unknown key; did you mean '" + Schema.ROOT_KEY + "'?");
    if (!keys.contains(Schema.ROOT_KEY)) {
      problems.settle(Schema.ROOT_KEY);
    }
  }

  /**
   * @param rest the part of a key after {@code path}; null if {@code path} is the whole key
   */
  private void check(Schema schema, String path, @Nullable String rest, @Nullable Object value) {
    if (schema instanceof Schema.Mapping mapping) {
      checkMapping(mapping, path, rest, value);
    } else if (schema instanceof Schema.Named named) {
      checkNamed(named, path, rest, value);
    } else if (schema instanceof Schema.ClientSettings) {
      checkClientSettings(path, rest, value);
    } else if (schema instanceof Key<?> key && key.type() instanceof SourceTopics) {
      checkTopics(path, rest, value);
    } else if (schema instanceof Schema.Tree) {
      checkTree(path, rest, value);
    } else if (rest != null || !(value instanceof Collection) || !takesLists(schema)) {
      checkSetting(path, rest, value);
    }
  }

  private void checkTopics(String path, @Nullable String rest, @Nullable Object value) {
    if (rest != null || value instanceof Map) {
      problems.addAndSettle(path, "expected a list, not a mapping; put [ and ] around it");
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> topic) {
          String at = SourceTopics.path(path, i);
          topic.keySet().stream()
              .map(String::valueOf)
              .filter(key -> !SourceTopics.KEYS.contains(key))
              .forEach(key -> reportUnknown(at, key, SourceTopics.KEYS));
        }
      }
    } else {
      checkSetting(path, null, value);
    }
  }

  private static boolean takesLists(Schema schema) {
    return schema instanceof Key<?> key && key.type() instanceof Texts;
  }

  private void checkMapping(
      Schema.Mapping mapping, String path, @Nullable String rest, @Nullable Object value) {
    if (rest == null) {
      expectMapping(path, value, "with the keys " + String.join(", ", mapping.known()));
      return;
    }
    String[] parts = rest.split("\\.", 2);
    String key = path + "." + parts[0];
    Schema below = mapping.find(parts[0]);
    if (below != null) {
      check(below, key, parts.length == 1 ? null : parts[1], value);
    } else if (mapping.refused().get(parts[0]) != null) {
      problems.add(key, mapping.refused().get(parts[0]));
    } else {
      reportUnknown(path, parts[0], mapping.known());
    }
  }

  private void reportUnknown(String path, String key, Collection<String> known) {
    problems.add(path + "." + key, "unknown key" + Suggestions.hint(key, known, "known"));
    // A misspelt key explains why the one that was meant is missing.
    Suggestions.closest(key, known)
        .map(meant -> path + "." + meant)
        .filter(meant -> !keys.contains(meant))
        .ifPresent(problems::settle);
  }

  private void checkNamed(
      Schema.Named named, String path, @Nullable String rest, @Nullable Object value) {
    if (rest == null) {
      expectMapping(path, value, "from names to settings");
      return;
    }
    String name =
        names
            .computeIfAbsent(path, at -> DefinedNames.of(keys, at, named.each()))
            .nameIn(rest, value);
    boolean isWhole = name.length() == rest.length();
    check(
        named.each(), path + "." + name, isWhole ? null : rest.substring(name.length() + 1), value);
  }

  private void checkClientSettings(String path, @Nullable String rest, @Nullable Object value) {
    if (rest == null) {
      expectMapping(path, value, "of Kafka client settings");
    } else {
      checkSetting(path + "." + rest, null, value);
    }
  }

  private void checkTree(String path, @Nullable String rest, @Nullable Object value) {
    if (rest == null) {
      expectMapping(
          path,
          value instanceof Map<?, ?> map && map.isEmpty() ? null : value,
          "of members to fields");
    } else if (value instanceof Map) {
      problems.addAndSettle(path + "." + rest, "is empty; give it members or remove the key");
    } else {
      checkSetting(path + "." + rest, null, value);
    }
  }

  private void checkSetting(String path, @Nullable String rest, @Nullable Object value) {
    if (rest != null || value instanceof Map) {
      problems.addAndSettle(path, "expected a single value, not a mapping");
    } else if (value instanceof Collection) {
      problems.addAndSettle(
          path, "expected a single value, not a list; separate several by commas in one text");
    } else if (value == null) {
      problems.addAndSettle(path, "has no value; give it one or remove the key");
    }
  }

  private void expectMapping(String path, @Nullable Object value, String of) {
    if (value == null) {
      problems.addAndSettle(path, "is empty; expected a mapping " + of);
    } else if (!(value instanceof Map)) {
      // The value is not repeated: it may be a secret at the wrong indentation.
      String found = value instanceof Collection ? "a list" : "a single value";
      problems.addAndSettle(path, "expected a mapping " + of + ", not " + found);
    }
  }
}
