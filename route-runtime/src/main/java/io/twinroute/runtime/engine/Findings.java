package io.twinroute.runtime.engine;

import io.twinroute.runtime.RouteFailedException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Receives the doctor's findings in order. The subject is what was checked, for example {@code
 * cluster east}; the message of a problem ends with the remedy.
 */
public interface Findings {

  /** All is well. */
  void ok(String subject, String message);

  /** The routes run, but not as one might expect. */
  void warn(String subject, String message);

  /** A route does not run. */
  void fail(String subject, String message);

  /** The answer to a question; empty if there is none, which is a failure found. */
  default <T> Optional<T> ask(String subject, Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (RouteFailedException e) {
      fail(subject, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The answer to a question that nothing depends on; empty if there is none. */
  default <T> Optional<T> askInVain(String subject, Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (RouteFailedException e) {
      warn(subject, "not checked: " + e.getMessage());
      return Optional.empty();
    }
  }
}
