package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Choice;
import io.twinroute.config.key.ValueType.Time;
import io.twinroute.config.plan.JoinType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The settings of a join. */
public final class JoinKeys {

  public static final Key<JoinType> TYPE =
      Key.withDefault(
          "type",
          Choice.of(JoinType.values(), JoinType::id),
          JoinType.INNER,
          "see [joins](#joins)");

  public static final Key<Duration> BEFORE =
      Key.required(
          "before",
          Time.any(),
          Durations.EXAMPLES,
          "how much earlier than the left record the right one may be, inclusive; not for lookups");

  public static final Key<Duration> AFTER =
      Key.required(
          "after",
          Time.any(),
          Durations.EXAMPLES,
          "how much later than the left record the right one may be, inclusive; not for lookups");

  public static final Key<Duration> HISTORY =
      Key.optional(
          "history",
          Time.any(),
          "the longer lateness of the two sides",
          "lookups only: how long a version of a row is kept after a newer one; at least"
              + " either side's lateness");

  /** The mapping of {@link #WITHIN}. */
  public static final String FIRST_VERSION = "first-version";

  public static final Key<Duration> WITHIN =
      Key.required(
          "within",
          Time.any(),
          Durations.EXAMPLES,
          "lookups only, and only with `first-version`: how much later than a left record its row"
              + " may begin, inclusive; see [joins](#joins)");

  public static final Mapping JOIN =
      Mapping.of("Which records of the two sides belong together.", TYPE, BEFORE, AFTER, HISTORY)
          .with(
              FIRST_VERSION,
              Mapping.of(
                  "Lookups only: a left record that comes before the first version of its row"
                      + " waits for it.",
                  WITHIN));

  private JoinKeys() {}

  /** What each type needs and refuses; nothing is known of a type that a placeholder names. */
  static Map<String, Object> jsonSchemaOfTypes() {
    List<String> lookups = List.of(JoinType.LOOKUP.id(), JoinType.LEFT_LOOKUP.id());
    List<String> windows = List.of(JoinType.INNER.id(), JoinType.LEFT.id(), JoinType.OUTER.id());
    return JsonSchema.map(
        "allOf",
        List.of(
            JsonSchema.map(
                "if",
                JsonSchema.map("properties", typeIn(lookups), "required", List.of(TYPE.name())),
                "then",
                JsonSchema.map(
                    "properties", JsonSchema.map(BEFORE.name(), false, AFTER.name(), false))),
            JsonSchema.map(
                "if",
                JsonSchema.map("properties", typeIn(windows)),
                "then",
                JsonSchema.map(
                    "required", List.of(BEFORE.name(), AFTER.name()),
                    "properties", JsonSchema.map(HISTORY.name(), false, FIRST_VERSION, false)))));
  }

  private static Map<String, Object> typeIn(List<String> ids) {
    return JsonSchema.map(TYPE.name(), JsonSchema.map("enum", ids));
  }
}
