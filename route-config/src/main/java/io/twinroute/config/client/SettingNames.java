package io.twinroute.config.client;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of settings.
 *
 * @param beginnings of names that nobody can list
 */
public record SettingNames(Set<String> exact, Set<String> beginnings) {

  /** The end of a pattern that covers all names with its beginning. */
  private static final String ANY = "*";

  /** No names. */
  public static final SettingNames NONE = new SettingNames(Set.of(), Set.of());

  /** What Kafka's producers, consumers and admin clients take. */
  public static final SettingNames KAFKA = in(SettingNames.class, "kafka-settings.txt");

  public SettingNames {
    exact = Set.copyOf(exact);
    beginnings = Set.copyOf(beginnings);
  }

  /** Those of a resource beside {@code owner}: a pattern a line, and comments after {@code #}. */
  public static SettingNames in(Class<?> owner, String resource) {
    return of(SettingLines.of(owner, resource));
  }

  /**
   * @param patterns each a name, or the beginning of names and a {@code *}
   */
  public static SettingNames of(Collection<String> patterns) {
    Set<String> exact = new TreeSet<>();
    Set<String> beginnings = new TreeSet<>();
    for (String pattern : patterns) {
      if (pattern.endsWith(ANY)) {
        beginnings.add(pattern.substring(0, pattern.length() - ANY.length()));
      } else {
        exact.add(pattern);
      }
    }
    return new SettingNames(exact, beginnings);
  }

  public boolean contains(String name) {
    return exact.contains(name) || beginnings.stream().anyMatch(name::startsWith);
  }
}
