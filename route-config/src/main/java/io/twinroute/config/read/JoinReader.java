package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.JoinKeys;
import io.twinroute.config.key.Key;
import io.twinroute.config.plan.JoinType;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads how a route joins its sides. */
final class JoinReader {

  private static final String OF_LOOKUPS =
      "belongs to the types lookup and left-lookup; remove it, or change type";

  private final SettingReader settings;
  private final Problems problems;

  JoinReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /**
   * The join at {@code path}; some join if it is wrong.
   *
   * @param longestLateness the longer one of the two sides
   */
  JoinRule read(String path, Duration longestLateness) {
    JoinType type = type(path);
    if (type == null) {
      return ofUnknownType(path);
    }
    return switch (type) {
      case INNER -> JoinRule.inner(window(path));
      case LEFT -> JoinRule.left(window(path));
      case OUTER -> JoinRule.outer(window(path));
      case LOOKUP ->
          new JoinRule.Lookup(false, history(path, longestLateness), firstVersionWithin(path));
      case LEFT_LOOKUP ->
          new JoinRule.Lookup(true, history(path, longestLateness), firstVersionWithin(path));
    };
  }

  private @Nullable JoinType type(String path) {
    return settings.isSet(path, JoinKeys.TYPE)
        ? settings.find(path, JoinKeys.TYPE)
        : settings.get(path, JoinKeys.TYPE);
  }

  /** One bound of a window shows that it was meant to have both. */
  private JoinRule ofUnknownType(String path) {
    settings.find(path, JoinKeys.HISTORY);
    boolean windowed =
        settings.isSet(path, JoinKeys.BEFORE) || settings.isSet(path, JoinKeys.AFTER);
    return JoinRule.inner(windowed ? bounds(path) : new JoinWindow(Duration.ZERO, Duration.ZERO));
  }

  private JoinWindow bounds(String path) {
    return new JoinWindow(bound(path, JoinKeys.BEFORE), bound(path, JoinKeys.AFTER));
  }

  private Duration bound(String path, Key<Duration> key) {
    return Objects.requireNonNullElse(settings.find(path, key), Duration.ZERO);
  }

  private JoinWindow window(String path) {
    refuse(path, JoinKeys.HISTORY, OF_LOOKUPS);
    String firstVersion = firstVersion(path);
    if (settings.isWritten(firstVersion)) {
      problems.add(firstVersion, OF_LOOKUPS);
    }
    return bounds(path);
  }

  private @Nullable Duration firstVersionWithin(String path) {
    String firstVersion = firstVersion(path);
    return settings.isWritten(firstVersion) ? settings.find(firstVersion, JoinKeys.WITHIN) : null;
  }

  private static String firstVersion(String path) {
    return path + "." + JoinKeys.FIRST_VERSION;
  }

  private Duration history(String path, Duration longestLateness) {
    String noWindow =
        "a lookup has no window: it meets the version that was valid at the left record's time;"
            + " remove it";
    refuse(path, JoinKeys.BEFORE, noWindow);
    refuse(path, JoinKeys.AFTER, noWindow);
    Duration history =
        Objects.requireNonNullElse(settings.find(path, JoinKeys.HISTORY), longestLateness);
    if (history.compareTo(longestLateness) < 0) {
      String key = settings.path(path, JoinKeys.HISTORY);
      problems.add(
          key,
          "'"
              + settings.anyText(key)
              + "' is shorter than a side's lateness; make it at least as long as either");
    }
    return history;
  }

  private void refuse(String path, Key<?> key, String why) {
    if (settings.isSet(path, key)) {
      problems.add(settings.path(path, key), why);
    }
  }
}
