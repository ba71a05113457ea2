package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.RouteKeys;
import java.util.List;

/** Refuses what makes no sense in a route whose one input passes through. */
final class PassThroughReader {

  private static final List<String> OF_JOINS = List.of("left", "right", "join");

  private final SettingReader settings;
  private final Problems problems;

  PassThroughReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /**
   * Reports the settings of joins.
   *
   * @param path the route's
   */
  void refuseWhatJoinsNeed(String path) {
    for (String key : OF_JOINS) {
      if (settings.isWritten(path + "." + key)) {
        problems.addAndSettle(
            path + "." + key,
            "does not go with input, whose records pass through; remove it, or remove input");
      }
    }
    refuse(
        path,
        RouteKeys.SILENCE_AFTER,
        "belongs to joins: a route whose input passes through waits for no partition; remove it");
    refuse(
        path,
        RouteKeys.REPARTITION,
        "belongs to joins: records that pass through stay in their partitions until they are"
            + " written; remove it");
  }

  private void refuse(String path, Key<?> key, String why) {
    if (settings.isSet(path, key)) {
      problems.add(settings.path(path, key), why);
    }
  }
}
