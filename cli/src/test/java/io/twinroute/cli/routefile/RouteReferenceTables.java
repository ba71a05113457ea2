package io.twinroute.cli.routefile;

import io.twinroute.config.engine.RouteFileKeys;
import io.twinroute.config.key.ClusterKeys;
import io.twinroute.config.key.RouteKeys;
import io.twinroute.config.key.Schema.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the lists of keys in the route reference from the declarations. */
final class RouteReferenceTables {

  /**
   * In the page, a list is between {@code <!-- keys: name -->} and {@code <!-- end of keys -->}.
   */
  private static final Pattern LIST =
      Pattern.compile("(?s)(<!-- keys: ([a-z]+) -->\n).*?(<!-- end of keys -->)");

  private static final Map<String, Mapping> MAPPINGS = mappings();

  private RouteReferenceTables() {}

  /** The named mappings by the meaning of each name, the others by their keys. */
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

  /** The page with each list as the declarations have it. */
  static String in(String page) {
    List<String> found = LIST.matcher(page).results().map(list -> list.group(2)).toList();
    if (!found.containsAll(MAPPINGS.keySet())) {
      throw new IllegalStateException("The page lacks lists of keys: it has " + found);
    }
    return LIST.matcher(page)
        .replaceAll(
            list ->
                Matcher.quoteReplacement(
                    list.group(1) + KeyList.of(MAPPINGS.get(list.group(2))) + list.group(3)));
  }
}
