package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.Durations;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.ValueType.TimeOr;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads after which time without records a partition is called silent. */
final class SilenceReader {

  private static final Duration DEFAULT = Duration.ofMinutes(5);

  private final SettingReader settings;
  private final Problems problems;

  SilenceReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /**
   * A setting that was written.
   *
   * @param path its key
   * @param after null: never
   */
  record Written(String path, @Nullable Duration after) {}

  /** The setting of a route or of a side; empty if there is none. */
  Optional<Written> read(String owner, Key<TimeOr.Value> key) {
    if (!settings.isSet(owner, key)) {
      return Optional.empty();
    }
    TimeOr.Value after = settings.find(owner, key);
    // What is wrong counts as never: that fits any lateness, and needs no second message.
    return Optional.of(
        new Written(settings.path(owner, key), after == null ? null : after.duration()));
  }

  /**
   * What holds for a side: its own setting, or else its route's, or else the default, which is
   * never shorter than the side's lateness.
   *
   * @param sideName as a message calls the side
   * @return null: never
   */
  @Nullable Duration resolve(
      Optional<Written> ofSide, Optional<Written> ofRoute, String sideName, Duration lateness) {
    Optional<Written> written = ofSide.or(() -> ofRoute);
    if (written.isEmpty()) {
      return Durations.longer(DEFAULT, lateness);
    }
    Duration after = written.get().after();
    if (after != null && after.compareTo(lateness) < 0) {
      String path = written.get().path();
      problems.add(
          path,
          "'"
              + settings.anyText(path)
              + "' is shorter than the "
              + sideName
              + " side's lateness; make it at least as long");
    }
    return after;
  }
}
