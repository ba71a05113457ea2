package io.twinroute.mirror.connect;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the mirrors of a target cluster were when they were last looked at.
 *
 * @param began when that look began, on the clock of {@link System#nanoTime()}
 * @param applied whether there is a worker that has taken the connectors, and has not lost one; it
 *     may be silent
 * @param trouble what is wrong with the worker, and so with all mirrors, in words; null if nothing
 * @param failures what is wrong with a single connector, in words, by the connector's name
 */
public record MirrorReport(
    long began, boolean applied, @Nullable String trouble, Map<String, String> failures) {

  public MirrorReport {
    failures = Map.copyOf(failures);
  }

  /** The first thing that is wrong, in words; empty if nothing is. */
  public Optional<String> failure() {
    return failure(failures.keySet());
  }

  /** The first thing that is wrong with mirrors that need these connectors; empty if nothing is. */
  public Optional<String> failure(Collection<String> connectors) {
    return trouble != null
        ? Optional.of(trouble)
        : connectors.stream().filter(failures::containsKey).map(failures::get).findFirst();
  }
}
