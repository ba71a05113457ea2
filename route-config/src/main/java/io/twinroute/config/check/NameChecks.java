package io.twinroute.config.check;

import io.micronaut.core.naming.NameUtils;
import io.twinroute.config.file.Problems;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.Naming;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks the names that a user gave to clusters and routes. */
public final class NameChecks {

  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern ROUTE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final int LONGEST_ROUTE = 100;

  /** With the prefix; then no name that an engine makes of both is longer than Kafka allows. */
  private static final int LONGEST_ALIAS = 200;

  private final int longestAlias;
  private final Problems problems;

  public NameChecks(Naming naming, Problems problems) {
    this.longestAlias = LONGEST_ALIAS - naming.prefix().length();
    this.problems = problems;
  }

  public void checkAliases(List<String> aliases) {
    for (String alias : aliases) {
      String path = Schema.CLUSTERS + "." + alias;
      if (!ALIAS.matcher(alias).matches()) {
        problems.add(
            path,
            "'" + alias + "' cannot prefix a mirrored topic; use letters, digits, '_' and '-'");
      } else if (alias.length() > longestAlias) {
        problems.add(path, "has " + alias.length() + " characters; use at most " + longestAlias);
      }
    }
    checkDistinct(Schema.CLUSTERS, aliases);
  }

  public void checkRoutes(List<String> routes) {
    for (String route : routes) {
      String path = Schema.ROUTES + "." + route;
      if (!ROUTE.matcher(route).matches()) {
        problems.add(
            path,
            "'"
                + route
                + "' cannot be part of a topic's name; use letters, digits, '_', '-', and '.'"
                + " inside");
      } else if (route.length() > LONGEST_ROUTE) {
        problems.add(path, "has " + route.length() + " characters; use at most " + LONGEST_ROUTE);
      }
    }
    checkDistinct(Schema.ROUTES, routes);
  }

  /** Micronaut folds case and separators, so the settings of such names would mix. */
  private void checkDistinct(String path, List<String> names) {
    Map<String, String> folded = new HashMap<>();
    for (String name : names) {
      String key = NameUtils.hyphenate(name, true).replace('.', '-');
      String other = folded.putIfAbsent(key, name);
      if (other != null) {
        problems.add(
            path + "." + name,
            "differs from '" + other + "' in case or separators only; rename one of them");
      }
    }
  }
}
