package io.twinroute.runtime.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;

/**
 * Finds out which class a client's settings name, or such a class needs, that is not on the class
 * path. Kafka wraps that in several ways, most of them as text.
 */
final class MissingClass {

  private static final String CLASS = "([\\w$]+(?:\\.[\\w$]+)*)";

  /** As {@code ConfigDef} and {@code AbstractConfig} of Kafka 4.2 and 4.3 say it. */
  private static final Pattern KAFKAS =
      Pattern.compile("\\bClass " + CLASS + " (?:could|cannot) (?:not )?be found");

  /** As {@code LoginContext} of JDK 17 and of those before 15 says it. */
  private static final Pattern JAAS =
      Pattern.compile("(?:No LoginModule found for|unable to find LoginModule class:) " + CLASS);

  private MissingClass() {}

  /** Its full name; empty if a failure is about something else. */
  static Optional<String> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> found = named(cause);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> named(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError) {
      return Optional.of(message.replace('/', '.'));
    }
    if (cause instanceof LoginException) {
      return first(JAAS, message);
    }
    return cause instanceof KafkaException ? first(KAFKAS, message) : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
