package io.twinroute.config.plan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kafka's rules for the names of topics. */
public final class TopicNames {

  public static final int LONGEST = 249;

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");

  private TopicNames() {}

  /** What keeps {@code name} from being a topic's name; null if it is legal. */
  public static @Nullable String whatIsWrong(String name) {
    if (name.length() > LONGEST) {
      return "has " + name.length() + " characters; Kafka allows " + LONGEST;
    }
    if (!LEGAL.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      return "'" + name + "' is not a topic name; use letters, digits, '.', '_' and '-'";
    }
    return null;
  }
}
