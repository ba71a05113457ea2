package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Choice;
import io.twinroute.config.key.ValueType.Text;
import io.twinroute.config.key.ValueType.Time;
import io.twinroute.config.key.ValueType.TimeOr;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.semantics.format.JsonPointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The settings of a route's input. */
public final class InputKeys {

  static final String CLUSTER_WAY_OUT = "name a cluster of " + Schema.CLUSTERS;
  static final TimeOr SILENCE = new TimeOr("never", new Time(Duration.ofMillis(1)));

  public static final Key<String> CLUSTER =
      Key.required("cluster", Text.any(), CLUSTER_WAY_OUT, "a defined alias; not beside `topics`");

  public static final Key<String> TOPIC =
      Key.required(
          "topic",
          Text.of("[a-zA-Z0-9._-]+", InputKeys::topic),
          "name the topic to read",
          "a topic that exists; at most 249 characters with alias and prefix; not beside"
              + " `topics`. Both sides may be on one cluster, but not the same topic");

  public static final Key<List<SourceTopics.Named>> TOPICS =
      Key.optional(
          "topics",
          new SourceTopics(),
          "`cluster` and `topic`",
          "instead of `cluster` and `topic`: several topics of one or several clusters, each"
              + " `{ cluster: east, topic: orders }` or `east/orders`. Their order is part of a"
              + " lookup's rule and of the route's state");

  public static final Key<String> AS =
      Key.optional(
          "as",
          Text.of(null, InputKeys::member),
          "`left`, `right`",
          "the member's name in the result's value; the two must differ; no control characters");

  public static final Key<Duration> LATENESS =
      Key.withDefault(
          "lateness",
          Time.any(),
          Duration.ofSeconds(30),
          "how far behind its partition's largest timestamp a record may be");

  static final Text<JsonPointer> POINTER = Text.of("(?:/(?:[^~/]|~[01])*)+", InputKeys::pointer);

  public static final Key<JsonPointer> KEY =
      Key.optional(
          "key",
          POINTER,
          "none",
          "a JSON Pointer (RFC 6901), such as `/orderId`: the field of the value to join on;"
              + " without it, the record's own key");

  public static final Key<JsonPointer> RECORD_KEY =
      Key.optional(
          "record-key",
          POINTER,
          "none",
          "as `key`, but a field of the record's own key, which is then JSON; not with `key`. A"
              + " lookup's tombstones keep their meaning");

  public static final Key<JsonPointer> TIME =
      Key.optional(
          "time",
          POINTER,
          "the record's timestamp",
          "a JSON Pointer: the field of the value with the time, a number or an ISO-8601 text"
              + " with an offset; a side with it needs its own `silence-after`");

  public static final Key<TimeUnit> TIME_UNIT =
      Key.optional(
          "time-unit",
          new Choice<>(
              List.of(
                  TimeUnit.MILLISECONDS,
                  TimeUnit.SECONDS,
                  TimeUnit.MICROSECONDS,
                  TimeUnit.NANOSECONDS),
              InputKeys::unit),
          "`ms`",
          "what a number in the `time` field counts since 1970");

  public static final Key<Duration> MAX_AHEAD =
      Key.optional(
          "max-ahead",
          Time.any(),
          "no bound",
          "how much later than the record's timestamp its `time` may be; more is a dead letter");

  public static final Key<String> WHERE =
      Key.optional(
          "where",
          Text.any(),
          "all records",
          "a [CEL](https://cel.dev) condition on `value`, `key`, `timestamp`, `headers`,"
              + " `partition` and `offset`: which records take part");

  public static final Key<TimeOr.Value> SILENCE_AFTER =
      Key.optional(
          "silence-after", SILENCE, "the route's", "as the route's `silence-after`, for this side");

  public static final Mapping INPUT =
      Mapping.of(
          "A side of the join: the topics to read.",
          CLUSTER,
          TOPIC,
          TOPICS,
          AS,
          LATENESS,
          KEY,
          RECORD_KEY,
          TIME,
          TIME_UNIT,
          MAX_AHEAD,
          WHERE,
          SILENCE_AFTER);

  private InputKeys() {}

  /** What the schema says of which keys go together. */
  static Map<String, Object> jsonSchemaOfTopics() {
    return JsonSchema.map(
        "if",
        JsonSchema.map("required", List.of(TOPICS.name())),
        "then",
        JsonSchema.map("properties", JsonSchema.map(CLUSTER.name(), false, TOPIC.name(), false)),
        "else",
        JsonSchema.map("required", List.of(CLUSTER.name(), TOPIC.name())));
  }

  private static String topic(String name) {
    String wrong = TopicNames.whatIsWrong(name);
    if (wrong != null) {
      throw new IllegalArgumentException(wrong);
    }
    return name;
  }

  /**
   * A name of a member in a result's value.
   *
   * @throws IllegalArgumentException if it is none; the message is for the user
   */
  public static String member(String name) {
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "holds a control character; it is the name of a member in the result");
    }
    return name;
  }

  private static String unit(TimeUnit unit) {
    return switch (unit) {
      case SECONDS -> "s";
      case MICROSECONDS -> "us";
      case NANOSECONDS -> "ns";
      default -> "ms";
    };
  }

  private static JsonPointer pointer(String text) {
    try {
      return JsonPointer.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' names no field; " + e.getMessage(), e);
    }
  }
}
