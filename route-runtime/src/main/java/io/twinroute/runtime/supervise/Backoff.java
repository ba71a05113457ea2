package io.twinroute.runtime.supervise;

import io.twinroute.config.plan.RestartSettings;
import java.time.Duration;
import java.util.Optional;

/** Exponential backoff with a limit; see {@link RestartSettings}. Not thread-safe. */
final class Backoff {

  private final RestartSettings settings;
  private int attempts;

  Backoff(RestartSettings settings) {
    this.settings = settings;
  }

  /**
   * How long to wait before the next attempt; empty if there is to be none.
   *
   * @param ran how long the attempt that failed had been running well
   */
  Optional<Duration> next(Duration ran) {
    if (ran.compareTo(settings.maxBackoff()) >= 0) {
      attempts = 0;
    }
    if (attempts >= settings.maxAttempts()) {
      return Optional.empty();
    }
    long factor = 1L << Math.min(attempts, 30);
    attempts++;
    Duration wait = settings.initialBackoff().multipliedBy(factor);
    return Optional.of(wait.compareTo(settings.maxBackoff()) < 0 ? wait : settings.maxBackoff());
  }

  int attempts() {
    return attempts;
  }
}
