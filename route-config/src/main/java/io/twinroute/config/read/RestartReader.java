package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.RestartKeys;
import io.twinroute.config.key.Schema;
import io.twinroute.config.plan.RestartSettings;
import java.time.Duration;

/** Reads how failed routes are restarted. */
public final class RestartReader {

  private static final String RESTART = Schema.ROOT_KEY + ".restart";

  private final SettingReader settings;
  private final Problems problems;

  public RestartReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  public RestartSettings read() {
    Duration initial = settings.get(RESTART, RestartKeys.INITIAL_BACKOFF);
    Duration max = settings.get(RESTART, RestartKeys.MAX_BACKOFF);
    if (max.compareTo(initial) < 0) {
      problems.add(
          settings.path(RESTART, RestartKeys.MAX_BACKOFF),
          "is shorter than initial-backoff; make it at least as long");
    }
    return new RestartSettings(initial, max, settings.get(RESTART, RestartKeys.MAX_ATTEMPTS));
  }
}
