package io.twinroute.config.plan;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kafka's rules for the names of topics, and names that routers give to topics of their own. */
public final class TopicNames {

  public static final int LONGEST = 249;

  /** The topics that brokers keep for themselves. */
  public static final List<String> OF_BROKERS =
      List.of(
          "__consumer_offsets",
          "__transaction_state",
          "__share_group_state",
          "__remote_log_metadata",
          "__cluster_metadata");

  /** What {@link #pins} is where names have no prefix. */
  public static final String PINS = "twinroute.pins";

  /** In a name, in the place of what is known only when the route has first started. */
  public static final String INCARNATION = "<incarnation>";

  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8}");

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

  /** The topic of a target cluster that holds the pins of all routes to it. */
  public static String pins(Cluster target) {
    return target.naming().name(PINS);
  }

  /** Names that are equal in this are one name to Kafka: a cluster holds one such topic only. */
  public static String unified(String name) {
    return name.replace('.', '_');
  }

  /** Whether a cluster that has one of the topics refuses the other. */
  public static boolean collide(String one, String other) {
    return !one.equals(other) && unified(one).equals(unified(other));
  }

  /**
   * Whether a topic would be that of {@code template}, or collide with it.
   *
   * @param template a name that may hold {@link #INCARNATION}
   */
  public static boolean isTakenBy(String template, String name) {
    String taken = unified(template);
    String asked = unified(name);
    int at = taken.indexOf(INCARNATION);
    if (at < 0) {
      return asked.equals(taken);
    }
    String before = taken.substring(0, at);
    String behind = taken.substring(at + INCARNATION.length());
    return asked.length() > before.length() + behind.length()
        && asked.startsWith(before)
        && asked.endsWith(behind)
        && DIGITS.matcher(asked.substring(at, asked.length() - behind.length())).matches();
  }
}
