package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Text;
import java.util.regex.Pattern;

/** The settings of names, which hold for all clusters and routes. */
public final class NamingKeys {

  /** Leaves 189 characters of a topic's name to what follows. */
  private static final int LONGEST = 60;

  // Brokers, MirrorMaker and tools take what begins with an underscore or a dot for internal.
  private static final String FORM = "[a-zA-Z0-9][a-zA-Z0-9._-]{0," + (LONGEST - 1) + "}";
  private static final Pattern RIGHT = Pattern.compile(FORM);

  public static final Key<String> PREFIX =
      Key.optional(
          "prefix",
          Text.of(FORM, NamingKeys::prefix),
          "none",
          "begins every topic, consumer group, transactional id and connector that"
              + " Twinroute creates or joins, outputs included. Letters, digits, `.`, `_` and"
              + " `-`, a letter or digit first; at most "
              + LONGEST
              + " characters");

  public static final Mapping NAMING =
      Mapping.of("How everything is named that Twinroute creates or joins.", PREFIX);

  private NamingKeys() {}

  private static String prefix(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "has " + text.length() + " characters; use at most " + LONGEST);
    }
    if (!RIGHT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' cannot begin a topic's name; use letters, digits, '.', '_' and '-', with a"
              + " letter or a digit in front");
    }
    return text;
  }
}
