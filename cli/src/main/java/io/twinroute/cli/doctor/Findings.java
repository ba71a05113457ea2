package io.twinroute.cli.doctor;

import io.twinroute.cli.doctor.Finding.Level;
import io.twinroute.runtime.RouteFailedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects findings in the order in which they are made. */
final class Findings {

  /** Each once: what cannot be asked is often wanted twice. */
  private final Set<Finding> all = new LinkedHashSet<>();

  void ok(String subject, String message) {
    all.add(new Finding(Level.OK, subject, message));
  }

  void warn(String subject, String message) {
    all.add(new Finding(Level.WARN, subject, message));
  }

  void fail(String subject, String message) {
    all.add(new Finding(Level.FAIL, subject, message));
  }

  /** The answer to a question; empty if there is none, which is a failure found. */
  <T> Optional<T> ask(String subject, Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (RouteFailedException e) {
      fail(subject, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The answer to a question that nothing depends on; empty if there is none. */
  <T> Optional<T> askInVain(String subject, Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (RouteFailedException e) {
      warn(subject, "not checked: " + e.getMessage());
      return Optional.empty();
    }
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  boolean hasFailures() {
    return all.stream().anyMatch(finding -> finding.level() == Level.FAIL);
  }
}
