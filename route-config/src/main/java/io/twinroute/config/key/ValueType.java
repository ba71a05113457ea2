package io.twinroute.config.key;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which values a setting takes. */
public sealed interface ValueType<T>
    permits Flag,
        SourceTopics,
        Texts,
        ValueType.Text,
        ValueType.Time,
        ValueType.TimeOr,
        ValueType.WholeNumber,
        ValueType.Choice {

  /** Reads the value at {@code path}; null if it is absent or wrong, and reported then. */
  @Nullable T read(Values values, String path);

  /** The value as a route file has it. */
  String write(T value);

  /** What the route reference calls it. */
  String words();

  /** The bounds in words; empty if there are none. */
  default Optional<String> bounds() {
    return Optional.empty();
  }

  /** What a JSON Schema says of it. A placeholder may replace any value. */
  Map<String, Object> jsonSchema();

  /**
   * A text.
   *
   * @param form a regular expression of the texts that are right, which may let others through;
   *     null: any text that is not blank
   * @param parser the value of a text; it throws an {@link IllegalArgumentException} with the
   *     message for the user
   * @param wayOut what to do about a value that YAML does not take for a text
   */
  record Text<T>(@Nullable String form, Function<String, T> parser, String wayOut)
      implements ValueType<T> {

    private static final String QUOTES = "put the text in quotes";

    /** Any text that is not blank. */
    public static Text<String> any() {
      return any(QUOTES);
    }

    static Text<String> any(String wayOut) {
      return new Text<>(null, text -> text, wayOut);
    }

    /** A text of a form; see the parameters of the record. */
    public static <T> Text<T> of(@Nullable String form, Function<String, T> parser) {
      return new Text<>(form, parser, QUOTES);
    }

    @Override
    public @Nullable T read(Values values, String path) {
      String text = values.text(path, wayOut);
      if (text == null) {
        return null;
      }
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        values.report(path, String.valueOf(e.getMessage()));
        return null;
      }
    }

    @Override
    public String write(T value) {
      return value.toString();
    }

    @Override
    public String words() {
      return "text";
    }

    @Override
    public Map<String, Object> jsonSchema() {
      return JsonSchema.map(
          "type", "string", "pattern", form == null ? "\\S" : JsonSchema.orPlaceholder(form));
    }
  }

  /** A duration. */
  record Time(Duration least) implements ValueType<Duration> {

    private static final String FORM = "0|[0-9]+(?:ns|us|ms|s|m|h|d)|P.+";

    static Time any() {
      return new Time(Duration.ZERO);
    }

    @Override
    public @Nullable Duration read(Values values, String path) {
      return values.duration(path, least, Durations.EXAMPLES);
    }

    @Override
    public String write(Duration value) {
      return Durations.write(value);
    }

    @Override
    public String words() {
      return "duration";
    }

    @Override
    public Optional<String> bounds() {
      return least.isZero()
          ? Optional.empty()
          : Optional.of("at least `" + Durations.write(least) + "`");
    }

    @Override
    public Map<String, Object> jsonSchema() {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", least.isZero() ? List.of("string", "integer") : "string");
      if (least.isZero()) {
        // Zero is the one duration that needs no unit.
        schema.put("minimum", 0);
        schema.put("maximum", 0);
      }
      schema.put("pattern", JsonSchema.orPlaceholder(FORM));
      return schema;
    }
  }

  /** A duration, or a word instead of one. */
  record TimeOr(String word, Time time) implements ValueType<TimeOr.Value> {

    /**
     * What was written.
     *
     * @param duration null: the word
     */
    public record Value(@Nullable Duration duration) {}

    @Override
    public @Nullable Value read(Values values, String path) {
      String text = values.anyText(path);
      if (text == null) {
        return null;
      }
      if (text.strip().equals(word)) {
        return new Value(null);
      }
      Duration duration = values.duration(path, time.least(), Durations.EXAMPLES + ", or " + word);
      return duration == null ? null : new Value(duration);
    }

    @Override
    public String write(Value value) {
      return value.duration() == null ? word : time.write(value.duration());
    }

    @Override
    public String words() {
      return time.words() + ", or `" + word + "`";
    }

    @Override
    public Optional<String> bounds() {
      return time.bounds();
    }

    @Override
    public Map<String, Object> jsonSchema() {
      return JsonSchema.map("anyOf", List.of(JsonSchema.map("const", word), time.jsonSchema()));
    }
  }

  /** A whole number; both bounds are inclusive. */
  record WholeNumber(int least, int most) implements ValueType<Integer> {

    /** A number without an upper bound of its own. */
    public static WholeNumber atLeast(int least) {
      return new WholeNumber(least, Integer.MAX_VALUE);
    }

    @Override
    public @Nullable Integer read(Values values, String path) {
      Integer number = values.integer(path, least);
      if (number != null && number > most) {
        values.report(
            path, "expected a whole number of at most " + most + ", not '" + number + "'");
        return null;
      }
      return number;
    }

    @Override
    public String write(Integer value) {
      return value.toString();
    }

    @Override
    public String words() {
      return "whole number";
    }

    @Override
    public Optional<String> bounds() {
      return Optional.of(most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most);
    }

    @Override
    public Map<String, Object> jsonSchema() {
      return JsonSchema.map(
          "type",
          List.of("integer", "string"),
          "minimum",
          least,
          "maximum",
          most,
          "pattern",
          JsonSchema.orPlaceholder("[+-]?[0-9]+"));
    }
  }

  /** One of several values, each by its id. */
  record Choice<T>(List<T> values, Function<T, String> id) implements ValueType<T> {

    /** One of {@code values}. */
    public static <T> Choice<T> of(T[] values, Function<T, String> id) {
      return new Choice<>(List.of(values), id);
    }

    @Override
    public @Nullable T read(Values source, String path) {
      return source.choice(path, values, id);
    }

    @Override
    public String write(T value) {
      return id.apply(value);
    }

    @Override
    public String words() {
      return values.stream()
          .map(value -> "`" + id.apply(value) + "`")
          .collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, Object> jsonSchema() {
      return JsonSchema.map(
          "anyOf",
          List.of(
              JsonSchema.map("enum", values.stream().map(id).toList()), JsonSchema.PLACEHOLDER));
    }
  }
}
