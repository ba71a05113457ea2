package io.twinroute.config.read;

import io.twinroute.config.engine.Engines;
import io.twinroute.config.key.OutputKeys;
import io.twinroute.config.plan.Engine;
import java.util.stream.Stream;

/**
 * A topic that a route writes, as its file names it.
 *
 * @param path the key that names it; for a default, the key that it follows from
 * @param use what the route writes there
 * @param template the topic's name, which may hold {@link Engine#PLACEHOLDER}
 * @param isDefault whether the name follows from that of the output topic
 */
public record WrittenTopic(String path, Use use, String template, boolean isDefault) {

  /** What a route writes to a topic. */
  public enum Use {
    RESULTS(OutputKeys.TOPIC.name(), "output", ""),
    LATE(OutputKeys.LATE_TOPIC.name(), "late topic", ".late"),
    DEAD_LETTERS(OutputKeys.DEAD_LETTER_TOPIC.name(), "dead-letter topic", ".dead-letter");

    private final String key;
    private final String title;
    private final String suffix;

    Use(String key, String title, String suffix) {
      this.key = key;
      this.title = title;
      this.suffix = suffix;
    }

    /** The key of the output that names such a topic. */
    String key() {
      return key;
    }

    /** How a message calls such a topic. */
    public String title() {
      return title;
    }

    /** What follows the output topic's name in the default name of such a topic. */
    String suffix() {
      return suffix;
    }
  }

  /** The names that the engines give it. */
  public Stream<String> names() {
    return Engines.all().stream().map(engine -> engine.nameIn(template)).distinct();
  }

  /** The end of a message about a name that cannot be used. */
  public String wayOut() {
    return isDefault
        ? "name another topic, or set " + use.key + " to one or to none"
        : "name another topic";
  }
}
