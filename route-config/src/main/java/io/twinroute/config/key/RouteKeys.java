package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Choice;
import io.twinroute.config.key.ValueType.TimeOr;
import io.twinroute.config.key.ValueType.WholeNumber;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Repartition;
import java.util.List;
import java.util.Map;

/** The settings of a route. */
public final class RouteKeys {

  /** The key of an input whose records pass through. */
  public static final String INPUT = "input";

  public static final Key<TimeOr.Value> SILENCE_AFTER =
      Key.optional(
          "silence-after",
          InputKeys.SILENCE,
          "`5m`, or the side's lateness if that is longer",
          "how long a partition must be quiet to count as silent; `never`: it always"
              + " holds the route back. At least the lateness of each side that it applies to."
              + " A side's own setting overrides the route's");

  public static final Key<Delivery> DELIVERY =
      Key.withDefault(
          "delivery",
          Choice.of(Delivery.values(), Delivery::id),
          Delivery.EXACTLY_ONCE,
          "what the route promises about its results across failures");

  public static final Key<Repartition> REPARTITION =
      Key.withDefault(
              "repartition",
              Choice.of(Repartition.values(), Repartition::id),
              Repartition.AUTO,
              "`auto`: a repartition topic only if the engine needs it and the inputs are not"
                  + " partitioned alike. `always`: needed if producers do not partition by Kafka's"
                  + " hash of the key and a sample of the first records does not show it")
          .formerly("exchange");

  public static final Key<Integer> PARALLELISM =
      Key.withDefault(
          "parallelism",
          WholeNumber.atLeast(1),
          2,
          "the parallel tasks of the route's join, and the partitions of a new"
              + " repartition topic");

  /** A request of this size, and what comes on top of a record, is one that brokers take. */
  private static final int LARGEST_RECORD = 64 << 20;

  public static final Key<Integer> MAX_RECORD_BYTES =
      Key.optional(
          "max-record-bytes",
          new WholeNumber(1, LARGEST_RECORD),
          "what its output topics take, `16777216` if they do not exist yet",
          "the largest [size](semantics.md#size) of a source record and of a result;"
              + " larger ones are dead letters. Pinned at the first start; see [large"
              + " records](how-to/scale.md#large-records)");

  public static final Key<Boolean> ENABLED =
      Key.withDefault(
          "enabled",
          new Flag(),
          true,
          "`false`: routers do not run the route, or [stop"
              + " it](how-to/change-a-route.md#pause-a-route); its state, topics and name stay its"
              + " own");

  public static final Mapping ROUTE =
      Mapping.of("A route.")
          .with("left", InputKeys.INPUT)
          .with("right", InputKeys.INPUT)
          .with(SILENCE_AFTER.name(), SILENCE_AFTER)
          .with("join", JoinKeys.JOIN)
          .with(INPUT, PassedKeys.INPUT)
          .with("output", OutputKeys.OUTPUT)
          .with(DELIVERY.name(), DELIVERY)
          .with(REPARTITION.name(), REPARTITION)
          .with(PARALLELISM.name(), PARALLELISM)
          .with(MAX_RECORD_BYTES.name(), MAX_RECORD_BYTES)
          .with(ENABLED.name(), ENABLED);

  private RouteKeys() {}

  /** A route either joins two sides or passes one input through. */
  static Map<String, Object> jsonSchemaOfKinds() {
    return JsonSchema.map(
        "if",
        JsonSchema.map("required", List.of(INPUT)),
        "then",
        JsonSchema.map(
            "required",
            List.of(INPUT, "output"),
            "properties",
            JsonSchema.map(
                "left",
                false,
                "right",
                false,
                "join",
                false,
                SILENCE_AFTER.name(),
                false,
                REPARTITION.name(),
                false)),
        "else",
        JsonSchema.map("required", List.of("left", "right", "join", "output")));
  }
}
