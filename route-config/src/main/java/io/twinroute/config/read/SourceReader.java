package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.InputKeys;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.SourceTopics;
import io.twinroute.config.read.RouteDefinition.Source;
import java.util.ArrayList;
import java.util.List;

/** Reads which topics an input has: one, or a list of them. */
final class SourceReader {

  private final SettingReader settings;
  private final Problems problems;

  SourceReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** The topics of the input at {@code path}; none if the list of them is wrong as a whole. */
  List<Source> read(String path) {
    if (!settings.isWritten(path, InputKeys.TOPICS)) {
      return List.of(
          new Source(
              path, settings.find(path, InputKeys.CLUSTER), settings.find(path, InputKeys.TOPIC)));
    }
    refuseBeside(path, InputKeys.CLUSTER);
    refuseBeside(path, InputKeys.TOPIC);
    List<SourceTopics.Named> topics = settings.find(path, InputKeys.TOPICS);
    List<Source> sources = new ArrayList<>();
    if (topics != null) {
      String list = settings.path(path, InputKeys.TOPICS);
      for (SourceTopics.Named topic : topics) {
        sources.add(
            new Source(SourceTopics.path(list, sources.size()), topic.cluster(), topic.topic()));
      }
    }
    return sources;
  }

  private void refuseBeside(String path, Key<?> key) {
    if (settings.isSet(path, key)) {
      problems.add(
          settings.path(path, key),
          "is set beside '"
              + InputKeys.TOPICS.name()
              + "'; name all topics in the list, or remove it");
    }
  }
}
