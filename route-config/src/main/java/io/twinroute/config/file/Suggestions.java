package io.twinroute.config.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a misspelt word was probably meant to be. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * The candidate nearest to {@code word} by Levenshtein distance; empty if none is near: more than
   * two edits away, or more than a third of the word's length if that is larger.
   */
  public static Optional<String> closest(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> isNear(word, candidate))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * The end of a message about an unknown {@code word}: {@code ; did you mean 'east'? defined:
   * central, east}.
   */
  public static String hint(String word, Collection<String> candidates, String label) {
    String list =
        candidates.isEmpty() ? "none" : String.join(", ", candidates.stream().sorted().toList());
    return closest(word, candidates)
            .map(candidate -> "; did you mean '" + candidate + "'? ")
            .orElse("; ")
        + label
        + ": "
        + list;
  }

  private static boolean isNear(String word, String candidate) {
    int distance = distance(word, candidate);
    return distance <= Math.max(2, word.length() / 3)
        && distance < Math.max(word.length(), candidate.length());
  }

  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substitution = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
