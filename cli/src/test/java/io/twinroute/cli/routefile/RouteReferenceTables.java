package io.twinroute.cli.routefile;

import io.twinroute.config.engine.RouteFileKeys;
import io.twinroute.config.key.ClusterKeys;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.Key.Fallback;
import io.twinroute.config.key.RouteKeys;
import io.twinroute.config.key.Schema;
import io.twinroute.config.key.Schema.ClientSettings;
import io.twinroute.config.key.Schema.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the tables of the route reference from the declarations. */
final class RouteReferenceTables {

  /** In the page, a table stands between {@code <!-- keys: name -->} and {@code <!-- end -->}. */
  private static final Pattern TABLE =
      Pattern.compile("(?s)(<!-- keys: ([a-z]+) -->\n).*?(<!-- end of keys -->)");

  private static final String HEAD =
      "| key | type | default | constraint and meaning |\n|---|---|---|---|\n";

  private static final Map<String, Mapping> MAPPINGS = mappings();

  private RouteReferenceTables() {}

  /** The named mappings by what each name stands for, the others by their keys. */
  private static Map<String, Mapping> mappings() {
    Map<String, Mapping> mappings =
        new HashMap<>(Map.of("cluster", ClusterKeys.CLUSTER, "route", RouteKeys.ROUTE));
    RouteFileKeys.ROOT
        .keys()
        .forEach(
            (name, below) -> {
              if (below instanceof Mapping section) {
                mappings.put(name, section);
              }
            });
    return mappings;
  }

  /** The page with each table as the declarations have it. */
  static String in(String page) {
    List<String> found = TABLE.matcher(page).results().map(table -> table.group(2)).toList();
    if (!found.containsAll(MAPPINGS.keySet())) {
      throw new IllegalStateException("The page lacks tables: it has " + found);
    }
    return TABLE
        .matcher(page)
        .replaceAll(
            table ->
                Matcher.quoteReplacement(
                    table.group(1) + table(MAPPINGS.get(table.group(2))) + table.group(3)));
  }

  private static String table(Mapping mapping) {
    Map<Schema, List<String>> names = new LinkedHashMap<>();
    collect(mapping, "", names);
    return names.entrySet().stream()
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("", HEAD, ""));
  }

  /** What two mappings share is one row. */
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

  private static String row(Schema schema, List<String> names) {
    String suffix = schema instanceof ClientSettings ? ".<setting>" : "";
    String keys =
        names.stream().map(name -> "`" + name + suffix + "`").collect(Collectors.joining(", "));
    return schema instanceof Key<?> key
        ? String.format(
            "| %s | %s | %s | %s |\n", keys, key.type().words(), fallback(key), meaning(key))
        : String.format("| %s | text | none | %s |\n", keys, schema.doc());
  }

  private static <T> String fallback(Key<T> key) {
    if (key.fallback() instanceof Fallback.Derived<T> derived) {
      return derived.words();
    }
    return key.defaultValue().map(value -> "`" + key.type().write(value) + "`").orElse("required");
  }

  private static String meaning(Key<?> key) {
    String meaning = key.type().bounds().map(bounds -> bounds + "; ").orElse("") + key.doc();
    return key.formerName() == null
        ? meaning
        : meaning + ". Its former name `" + key.formerName() + "` is still read, with a warning";
  }
}
