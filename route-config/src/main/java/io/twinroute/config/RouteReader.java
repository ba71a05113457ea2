package io.twinroute.config;

import io.twinroute.semantics.JoinWindow;
import io.twinroute.semantics.Side;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads routes and checks each value by itself. */
final class RouteReader {

  private static final Duration DEFAULT_LATENESS = Duration.ofSeconds(30);
  private static final int DEFAULT_PARALLELISM = 2;
  private static final String INNER = "inner";
  private static final Set<String> PLANNED_JOINS = Set.of("left", "outer", "lookup");

  private final SettingReader settings;
  private final Problems problems;

  RouteReader(SettingReader settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  RouteDefinition read(String name) {
    String path = Schema.ROUTES + "." + name;
    return new RouteDefinition(
        name,
        input(path + ".left", Side.LEFT, "left"),
        input(path + ".right", Side.RIGHT, "right"),
        window(path + ".join"),
        output(path + ".output"),
        settings.choice(
            path + ".delivery", List.of(Delivery.values()), Delivery::id, Delivery.EXACTLY_ONCE),
        settings.choice(
            path + ".exchange", List.of(Exchange.values()), Exchange::id, Exchange.AUTO),
        settings.integer(path + ".parallelism", DEFAULT_PARALLELISM, 1));
  }

  private RouteDefinition.Input input(String path, Side side, String defaultAs) {
    return new RouteDefinition.Input(
        path,
        side,
        settings.requiredText(path + ".cluster", "name a cluster of " + Schema.CLUSTERS),
        sourceTopic(path + ".topic"),
        as(path + ".as", defaultAs),
        settings.duration(path + ".lateness", DEFAULT_LATENESS));
  }

  private @Nullable String sourceTopic(String path) {
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

  private JoinWindow window(String path) {
    String type = settings.text(path + ".type");
    if (type != null && PLANNED_JOINS.contains(type)) {
      problems.add(
          path + ".type", "'" + type + "' is not available in this version; supported: " + INNER);
    } else if (type != null && !type.equals(INNER)) {
      problems.add(
          path + ".type",
          "unknown value '" + type + "'" + Suggestions.hint(type, List.of(INNER), "supported"));
    }
    return new JoinWindow(
        settings.requiredDuration(path + ".before"), settings.requiredDuration(path + ".after"));
  }

  private RouteDefinition.Target output(String path) {
    return new RouteDefinition.Target(
        path,
        settings.requiredText(path + ".cluster", "name a cluster of " + Schema.CLUSTERS),
        outputTopic(path + ".topic"),
        settings.integer(path + ".partitions", 1),
        replication(path + ".replication"));
  }

  private @Nullable Integer replication(String path) {
    Integer replication = settings.integer(path, 1);
    if (replication != null && replication > Short.MAX_VALUE) {
      problems.add(path, "'" + replication + "' is more than Kafka's " + Short.MAX_VALUE);
    }
    return replication;
  }

  private @Nullable String outputTopic(String path) {
    String template = settings.requiredText(path, "name the topic to write");
    if (template == null) {
      return null;
    }
    for (Engine engine : Engine.values()) {
      String wrong = TopicNames.whatIsWrong(template.replace(Engine.PLACEHOLDER, engine.id()));
      if (wrong != null) {
        problems.add(path, wrong + "; '" + Engine.PLACEHOLDER + "' becomes the engine's name");
        return null;
      }
    }
    return template;
  }
}
