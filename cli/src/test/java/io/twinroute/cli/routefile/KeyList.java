package io.twinroute.cli.routefile;

import io.twinroute.config.key.Key;
import io.twinroute.config.key.Key.Fallback;
import io.twinroute.config.key.Schema;
import io.twinroute.config.key.Schema.ClientSettings;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.Schema.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The keys of a mapping as a list in Markdown, an item for each, wrapped. */
final class KeyList {

  private static final int WIDTH = 118;

  private KeyList() {}

  static String of(Mapping mapping) {
    Map<Schema, List<String>> names = new LinkedHashMap<>();
    collect(mapping, "", names);
    return names.entrySet().stream()
        .map(entry -> wrapped(item(entry.getKey(), entry.getValue())))
        .collect(Collectors.joining());
  }

  /** What two mappings share is one item. */
  private static void collect(Mapping mapping, String prefix, Map<Schema, List<String>> names) {
    mapping
        .keys()
        .forEach(
            (name, below) -> {
              if (below instanceof Mapping inner) {
                collect(inner, prefix + name + ".", names);
              } else {
                names.computeIfAbsent(below, key -> new ArrayList<>()).add(prefix + name);
              }
            });
  }

  private static String item(Schema schema, List<String> names) {
    String suffix =
        schema instanceof ClientSettings ? ".<setting>" : schema instanceof Tree ? ".<member>" : "";
    String keys =
        names.stream().map(name -> "`" + name + suffix + "`").collect(Collectors.joining(", "));
    return schema instanceof Key<?> key
        ? "- %s (%s; %s): %s.".formatted(keys, key.type().words(), fallback(key), meaning(key))
        : "- %s (text): %s.".formatted(keys, schema.doc());
  }

  private static <T> String fallback(Key<T> key) {
    if (key.fallback() instanceof Fallback.Derived<T> derived) {
      return derived.words().equals("none") ? "no default" : "default: " + derived.words();
    }
    return key.defaultValue()
        .map(value -> "default `" + key.type().write(value) + "`")
        .orElse("required");
  }

  private static String meaning(Key<?> key) {
    String meaning = key.type().bounds().map(bounds -> bounds + "; ").orElse("") + key.doc();
    return key.formerName() == null
        ? meaning
        : meaning + ". Its former name `" + key.formerName() + "` is still read, with a warning";
  }

  private static String wrapped(String item) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String word : item.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.append(line).append('\n');
        line = new StringBuilder(" ");
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    return lines.append(line).append('\n').toString();
  }
}
