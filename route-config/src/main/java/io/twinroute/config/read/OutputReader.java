package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.OutputKeys;
import io.twinroute.config.plan.Cleanup;
import io.twinroute.config.plan.Engine;
import io.twinroute.config.plan.Naming;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.config.read.WrittenTopic.Use;
import io.twinroute.semantics.format.ValueFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads where routes write. */
final class OutputReader {

  private final SettingReader settings;
  private final Naming naming;
  private final Problems problems;

  private final ConditionReader conditions;
  private final ValueFormat constants;

  OutputReader(
      SettingReader settings,
      Naming naming,
      ConditionReader conditions,
      ValueFormat constants,
      Problems problems) {
    this.conditions = conditions;
    this.constants = constants;
    this.settings = settings;
    this.naming = naming;
    this.problems = problems;
  }

  /**
   * The output at {@code path}.
   *
   * @param names what results call the values of the inputs, in their order
   */
  RouteDefinition.Target read(String path, List<String> names) {
    String cluster = settings.find(path, OutputKeys.CLUSTER);
    WrittenTopic results = results(path);
    String first = names.get(0);
    String second = names.size() == 1 ? null : names.get(1);
    return new RouteDefinition.Target(
        path,
        cluster,
        results,
        rejected(path, OutputKeys.LATE_TOPIC, Use.LATE, results),
        rejected(path, OutputKeys.DEAD_LETTER_TOPIC, Use.DEAD_LETTERS, results),
        settings.find(path, OutputKeys.PARTITIONS),
        settings.find(path, OutputKeys.REPLICATION),
        settings.get(path, OutputKeys.CLEANUP),
        conditions.ofOutput(path, OutputKeys.WHERE, first, second),
        new ResultReader(settings, problems, constants, names)
            .read(path, tombstones(path, first, second)));
  }

  private @Nullable String tombstones(String path, String first, @Nullable String second) {
    if (settings.isSet(path, OutputKeys.TOMBSTONE_ON)
        && settings.get(path, OutputKeys.CLEANUP) != Cleanup.COMPACT) {
      problems.add(
          settings.path(path, OutputKeys.TOMBSTONE_ON),
          "only in a compacted topic does a tombstone take a result back; set "
              + OutputKeys.CLEANUP.name()
              + ": "
              + Cleanup.COMPACT.id()
              + " too, or remove this");
    }
    return conditions.ofOutput(path, OutputKeys.TOMBSTONE_ON, first, second);
  }

  private @Nullable WrittenTopic results(String path) {
    String template = settings.find(path, OutputKeys.TOPIC);
    return template == null
        ? null
        : checked(
            new WrittenTopic(settings.path(path, OutputKeys.TOPIC), Use.RESULTS, template, false));
  }

  /** The topic of rejected records; null if there is none. */
  private @Nullable WrittenTopic rejected(
      String path, Key<String> setting, Use use, @Nullable WrittenTopic results) {
    if (!settings.isSet(path, setting)) {
      return results == null ? null : checkedDefault(results, use);
    }
    String key = settings.path(path, setting);
    String template = settings.find(path, setting);
    if (template == null || template.equals(OutputKeys.NONE)) {
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
    if (!topic.names().allMatch(naming::covers)) {
      problems.add(
          topic.path(),
          "'%s' does not begin with '%s', as %s wants it; name it '%s'"
              .formatted(
                  topic.template(),
                  naming.prefix(),
                  NamingReader.PREFIX,
                  naming.name(topic.template())));
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
}
