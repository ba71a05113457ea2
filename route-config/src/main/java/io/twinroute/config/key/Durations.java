package io.twinroute.config.key;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which durations a route file may hold. */
public final class Durations {

  /** The remedy in every message about a duration. */
  public static final String EXAMPLES = "write for example 500ms, 30s, 10m or 1h";

  private static final Duration LONGEST = Duration.ofDays(3650);

  private Durations() {}

  public static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** The shortest way to write {@code duration}, such as {@code 500ms} or {@code 5m}. */
  static String write(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /** What keeps {@code duration} from being used; null if nothing does. */
  public static @Nullable String whatIsWrong(Duration duration, Duration least) {
    if (duration.isNegative()) {
      return "is negative; " + EXAMPLES;
    }
    if (duration.compareTo(LONGEST) > 0) {
      return "is longer than " + LONGEST.toDays() + " days; " + EXAMPLES;
    }
    if (duration.toNanosPart() % 1_000_000 != 0) {
      return "is finer than a millisecond, the resolution of Kafka's timestamps";
    }
    if (duration.compareTo(least) < 0) {
      return "is too short; the least is " + least.toMillis() + "ms";
    }
    return null;
  }
}
