package io.twinroute.config.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the places that texts hold for them. {@code ${NAME}} is the value of a setting or
 * an environment variable, and {@code ${NAME:default}} has a text for the case that there is none.
 * The name ends at the first colon, so a default may hold colons, and placeholders of its own. A
 * second dollar sign makes a literal: <code>$${</code> gives <code>${</code>.
 */
final class Placeholders {

  private static final String OPEN = "${";
  private static final char CLOSE = '}';
  private static final char ESCAPE = '$';
  private static final String LITERAL = "or write $${ for a literal ${";

  private final Function<String, @Nullable Object> values;

  /** The names whose values are being resolved, to notice one that leads to itself. */
  private final Deque<String> under = new ArrayDeque<>();

  /**
   * @param values what is written for a name, its own placeholders unresolved; null if nothing is
   */
  Placeholders(Function<String, @Nullable Object> values) {
    this.values = values;
  }

  /** {@code text} without placeholders. */
  String resolve(String text) throws UnresolvedPlaceholderException {
    StringBuilder resolved = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
      if (isEscaped(text, open, from)) {
        resolved.append(text, from, open - 1).append(OPEN);
        from = open + OPEN.length();
      } else {
        int close = close(text, open);
        resolved.append(text, from, open).append(value(text.substring(open + 2, close).strip()));
        from = close + 1;
      }
    }
    return resolved.append(text, from, text.length()).toString();
  }

  private static boolean isEscaped(String text, int open, int from) {
    return open > from && text.charAt(open - 1) == ESCAPE;
  }

  /** Where the placeholder that begins at {@code open} ends; a default may hold others. */
  private static int close(String text, int open) throws UnresolvedPlaceholderException {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      if (text.startsWith(OPEN, i)) {
        depth++;
      } else if (text.charAt(i) == CLOSE && --depth == 0) {
        return i;
      }
    }
    throw new UnresolvedPlaceholderException(
        "has a placeholder ${... that does not end; put a } behind it, " + LITERAL);
  }

  private String value(String placeholder) throws UnresolvedPlaceholderException {
    int colon = placeholder.indexOf(':');
    String name = (colon < 0 ? placeholder : placeholder.substring(0, colon)).strip();
    Object value = name.isEmpty() ? null : values.apply(name);
    if (value != null) {
      return resolve(name, value.toString());
    }
    if (colon < 0) {
      throw new UnresolvedPlaceholderException(
          "has a placeholder ${...} that resolves to nothing; set it, give it a default as in"
              + " ${NAME:default}, "
              + LITERAL);
    }
    return resolve(unquoted(placeholder.substring(colon + 1)));
  }

  private String resolve(String name, String value) throws UnresolvedPlaceholderException {
    if (under.contains(name)) {
      throw new UnresolvedPlaceholderException(
          "has a placeholder ${...} that leads to itself; name another setting or variable");
    }
    under.push(name);
    try {
      return resolve(value);
    } finally {
      under.pop();
    }
  }

  /** Back quotes are how Micronaut has defaults with colons written. */
  private static String unquoted(String text) {
    boolean isQuoted = text.length() > 1 && text.startsWith("`") && text.endsWith("`");
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }
}
