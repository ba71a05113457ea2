package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.plan.JoinType;
import io.twinroute.semantics.logic.JoinRule;
import io.twinroute.semantics.logic.JoinWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a route joins its sides. */
final class JoinReader {

  private static final String BEFORE = ".before";
  private static final String AFTER = ".after";
  private static final String HISTORY = ".history";

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
    JoinType type = type(path + ".type");
    if (type == null) {
      return ofUnknownType(path);
    }
    return switch (type) {
      case INNER -> JoinRule.inner(window(path));
      case LEFT -> JoinRule.left(window(path));
      case OUTER -> JoinRule.outer(window(path));
      case LOOKUP -> new JoinRule.Lookup(false, history(path, longestLateness));
      case LEFT_LOOKUP -> new JoinRule.Lookup(true, history(path, longestLateness));
    };
  }

  private @Nullable JoinType type(String path) {
    return settings.anyText(path) == null
        ? JoinType.INNER
        : settings.choice(path, List.of(JoinType.values()), JoinType::id);
  }

  /** One bound of a window shows that it was meant to have both. */
  private JoinRule ofUnknownType(String path) {
    settings.duration(path + HISTORY, Duration.ZERO);
    boolean windowed =
        settings.anyText(path + BEFORE) != null || settings.anyText(path + AFTER) != null;
    return JoinRule.inner(windowed ? bounds(path) : new JoinWindow(Duration.ZERO, Duration.ZERO));
  }

  private JoinWindow bounds(String path) {
    return new JoinWindow(
        settings.requiredDuration(path + BEFORE), settings.requiredDuration(path + AFTER));
  }

  private JoinWindow window(String path) {
    refuse(
        path + HISTORY, "belongs to the types lookup and left-lookup; remove it, or change type");
    return bounds(path);
  }

  private Duration history(String path, Duration longestLateness) {
    String noWindow =
        "a lookup has no window: it meets the version that was valid at the left record's time;"
            + " remove it";
    refuse(path + BEFORE, noWindow);
    refuse(path + AFTER, noWindow);
    Duration history = settings.duration(path + HISTORY, longestLateness);
    if (history.compareTo(longestLateness) < 0) {
      problems.add(
          path + HISTORY,
          "'"
              + settings.anyText(path + HISTORY)
              + "' is shorter than a side's lateness; make it at least as long as either");
    }
    return history;
  }

  private void refuse(String path, String why) {
    if (settings.anyText(path) != null) {
      problems.add(path, why);
    }
  }
}
