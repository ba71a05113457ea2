package io.twinroute.config.key;

import io.twinroute.config.plan.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of topics with their clusters, each as a mapping or as {@code cluster/topic}; also one
 * text in which commas separate the latter.
 */
public record SourceTopics() implements ValueType<List<SourceTopics.Named>> {

  /** The keys of a topic in the list. */
  public static final List<String> KEYS = List.of("cluster", "topic");

  private static final String FORM = "[A-Za-z0-9_-]+/[A-Za-z0-9._-]+";
  private static final String WAY_OUT = "write { cluster: ..., topic: ... } or cluster/topic";

  /**
   * A topic as written; what is null was missing or wrong, and has been reported.
   *
   * @param cluster the alias of its cluster
   */
  public record Named(@Nullable String cluster, @Nullable String topic) {}

  /** The path of a topic in the list at {@code path}. */
  public static String path(String path, int index) {
    return path + "[" + index + "]";
  }

  @Override
  public @Nullable List<Named> read(Values values, String path) {
    List<Object> items = values.items(path);
    if (items == null) {
      return null;
    }
    if (items.isEmpty()) {
      values.report(path, "is an empty list; name at least one topic");
      return null;
    }
    List<Named> topics = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      topics.add(read(items.get(i), values, path(path, i)));
    }
    return topics;
  }

  private static Named read(Object item, Values values, String path) {
    if (item instanceof Map<?, ?> mapping) {
      return new Named(
          text(mapping, "cluster", values, path),
          checked(text(mapping, "topic", values, path), values, path));
    }
    String text = item.toString().strip();
    if (!text.matches(FORM)) {
      values.report(path, "'" + text + "' is not a topic of a cluster; " + WAY_OUT);
      return new Named(null, null);
    }
    int slash = text.indexOf('/');
    return new Named(text.substring(0, slash), checked(text.substring(slash + 1), values, path));
  }

  private static @Nullable String text(Map<?, ?> mapping, String key, Values values, String path) {
    Object value = mapping.get(key);
    if (value instanceof CharSequence text && !text.toString().isBlank()) {
      return text.toString();
    }
    values.report(
        path + "." + key,
        value == null || value instanceof CharSequence
            ? "is missing; " + WAY_OUT
            : "YAML reads this as '" + value + "'; put the text in quotes");
    return null;
  }

  private static @Nullable String checked(@Nullable String topic, Values values, String path) {
    String wrong = topic == null ? null : TopicNames.whatIsWrong(topic);
    if (wrong == null) {
      return topic;
    }
    values.report(path + ".topic", wrong);
    return null;
  }

  @Override
  public String write(List<Named> value) {
    return value.stream()
        .map(each -> each.cluster() + "/" + each.topic())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String words() {
    return "list of topics";
  }

  @Override
  public Map<String, Object> jsonSchema() {
    Map<String, Object> text = JsonSchema.map("type", "string", "minLength", 1);
    Map<String, Object> one =
        JsonSchema.map(
            "type",
            "object",
            "properties",
            JsonSchema.map(
                "cluster", JsonSchema.map("description", "A defined alias.", "type", "string"),
                "topic", JsonSchema.map("description", "A topic that exists.", "type", "string")),
            "required",
            KEYS,
            "additionalProperties",
            false);
    return JsonSchema.map(
        "anyOf",
        List.of(
            text,
            JsonSchema.map(
                "type",
                "array",
                "minItems",
                1,
                "items",
                JsonSchema.map("anyOf", List.of(one, text)))));
  }
}
