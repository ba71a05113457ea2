package io.twinroute.config.read;

import io.twinroute.config.file.Problems;
import io.twinroute.config.file.Schema;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.semantics.format.JsonPointer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the inputs of routes. */
final class InputReader {

  private static final Duration DEFAULT_LATENESS = Duration.ofSeconds(30);

  private final SettingReader settings;
  private final SilenceReader silence;
  private final Problems problems;

  InputReader(SettingReader settings, SilenceReader silence, Problems problems) {
    this.settings = settings;
    this.silence = silence;
    this.problems = problems;
  }

  /**
   * An input.
   *
   * @param name its key in the route
   * @param ofRoute what the route itself says about silence
   */
  RouteDefinition.Input read(
      String routePath, String name, Optional<SilenceReader.Written> ofRoute) {
    String path = routePath + "." + name;
    Duration lateness = settings.duration(path + ".lateness", DEFAULT_LATENESS);
    return new RouteDefinition.Input(
        path,
        name,
        settings.requiredText(path + ".cluster", "name a cluster of " + Schema.CLUSTERS),
        topic(path + ".topic"),
        as(path + ".as", name),
        lateness,
        key(path + ".key"),
        silence.resolve(silence.read(path), ofRoute, name, lateness));
  }

  private @Nullable String topic(String path) {
    String topic = settings.requiredText(path, "name the topic to read");
    String wrong = topic == null ? null : TopicNames.whatIsWrong(topic);
    if (wrong != null) {
      problems.add(path, wrong);
      return null;
    }
    return topic;
  }

  private String as(String path, String defaultAs) {
    String as = settings.text(path);
    if (as == null) {
      return defaultAs;
    }
    if (as.chars().anyMatch(Character::isISOControl)) {
      problems.add(path, "holds a control character; it is the name of a member in the result");
    }
    return as;
  }

  private @Nullable JsonPointer key(String path) {
    String pointer = settings.text(path);
    if (pointer == null) {
      return null;
    }
    try {
      return JsonPointer.parse(pointer);
    } catch (IllegalArgumentException e) {
      problems.add(path, "'" + pointer + "' names no field; " + e.getMessage());
      return null;
    }
  }
}
