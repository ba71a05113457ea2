package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Schema;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.config.read.WrittenTopic.Use;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads where routes write. */
final class OutputReader {

  private static final String NONE = "none";

  private final SettingReader settings;
  private final Problems problems;

  OutputReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  RouteDefinition.Target read(String path) {
    String cluster =
        settings.requiredText(path + ".cluster", "name a cluster of " + Schema.CLUSTERS);
    WrittenTopic results = results(path + "." + Use.RESULTS.key());
    return new RouteDefinition.Target(
        path,
        cluster,
        results,
        rejected(path, Use.LATE, results),
        rejected(path, Use.DEAD_LETTERS, results),
        settings.integer(path + ".partitions", 1),
        replication(path + ".replication"));
  }

  private @Nullable WrittenTopic results(String path) {
    String template = settings.requiredText(path, "name the topic to write");
    return template == null ? null : checked(new WrittenTopic(path, Use.RESULTS, template, false));
  }

  /** The topic of rejected records; null if there is none. */
  private @Nullable WrittenTopic rejected(String path, Use use, @Nullable WrittenTopic results) {
    String key = path + "." + use.key();
    if (settings.anyText(key) == null) {
      return results == null ? null : checkedDefault(results, use);
    }
    String template =
        settings.text(key, "put the topic's name in quotes, or write " + NONE + " for no topic");
    if (template == null || template.equals(NONE)) {
      return null;
    }
    if (results != null && Engine.isNamedIn(results.template()) && !Engine.isNamedIn(template)) {
      problems.add(
          key,
          "'"
              + template
              + "' would be written by both engines; put '"
              + Engine.PLACEHOLDER
              + "' in the name, as the output's has it");
      return null;
    }
    return checked(new WrittenTopic(key, use, template, false));
  }

  private @Nullable WrittenTopic checked(WrittenTopic topic) {
    String wrong = whatIsWrong(topic);
    if (wrong != null) {
      problems.add(
          topic.path(), wrong + "; '" + Engine.PLACEHOLDER + "' becomes the engine's name");
      return null;
    }
    return topic;
  }

  private @Nullable WrittenTopic checkedDefault(WrittenTopic results, Use use) {
    WrittenTopic topic =
        new WrittenTopic(results.path(), use, results.template() + use.suffix(), true);
    String wrong = whatIsWrong(topic);
    if (wrong != null) {
      problems.add(
          topic.path(),
          "with '" + use.suffix() + "' behind it " + wrong + "; shorten it, or set " + use.key());
      return null;
    }
    return topic;
  }

  private static @Nullable String whatIsWrong(WrittenTopic topic) {
    return topic
        .names()
        .map(TopicNames::whatIsWrong)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Integer replication(String path) {
    Integer replication = settings.integer(path, 1);
    if (replication != null && replication > Short.MAX_VALUE) {
      problems.add(path, "'" + replication + "' is more than Kafka's " + Short.MAX_VALUE);
    }
    return replication;
  }
}
