package io.twinroute.config.key;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON for people to read: two blanks for each level. */
final class JsonText {

  private JsonText() {}

  /** The text of a tree of maps, collections, texts, numbers and booleans. */
  static String of(Object tree) {
    return of(tree, "\n") + "\n";
  }

  private static String of(Object value, String lineStart) {
    String inside = lineStart + "  ";
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> inside + quoted("" + entry.getKey()) + ": " + of(entry.getValue(), inside))
          .collect(Collectors.joining(",", "{", lineStart + "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream()
          .map(each -> of(each, inside))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? quoted(text) : value.toString();
  }

  /** The declarations' texts are printable ASCII. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
