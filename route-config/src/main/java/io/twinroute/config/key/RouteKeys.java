package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Choice;
import io.twinroute.config.key.ValueType.TimeOr;
import io.twinroute.config.key.ValueType.WholeNumber;
import io.twinroute.config.plan.Delivery;
import io.twinroute.config.plan.Repartition;

/** The settings of a route. */
public final class RouteKeys {

  public static final Key<TimeOr.Value> SILENCE_AFTER =
      Key.optional(
          "silence-after",
          InputKeys.SILENCE,
          "`5m`, or the side's lateness if that is longer",
          "how long a partition must give nothing before it is called silent and holds the route"
              + " back no more; `never`: it always does. At least the lateness of each side that it"
              + " is for. A side's own setting counts before the route's");

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
              "`auto`: an engine that needs it sends records through a repartition topic only if the inputs are not"
                  + " partitioned alike. `always`: in every case; needed if producers do not"
                  + " partition by Kafka's own hash of the key in a way that a sample of the first"
                  + " records does not show")
          .formerly("exchange");

  public static final Key<Integer> PARALLELISM =
      Key.withDefault(
          "parallelism",
          WholeNumber.atLeast(1),
          2,
          "how many tasks of its join a route runs side by side, and the partitions of a new"
              + " repartition topic");

  /** A request of this size, and what comes on top of a record, is one that brokers take. */
  private static final int LARGEST_RECORD = 64 << 20;

  public static final Key<Integer> MAX_RECORD_BYTES =
      Key.optional(
          "max-record-bytes",
          new WholeNumber(1, LARGEST_RECORD),
          "what its output topics take, `16777216` if they do not exist yet",
          "the largest size of a source record and of a result: the bytes of its key, its value and"
              + " its headers' names and values, without compression. What is larger is a dead"
              + " letter. Pinned when the route first starts; see"
              + " [large records](operations.md#large-records)");

  public static final Key<Boolean> ENABLED =
      Key.withDefault(
          "enabled",
          new Flag(),
          true,
          "`false`: routers do not run the route, or [stop it](operations.md#reload); its state, its"
              + " topics and its name stay its own");

  public static final Mapping ROUTE =
      Mapping.of("A route.")
          .with("left", InputKeys.INPUT)
          .with("right", InputKeys.INPUT)
          .with(SILENCE_AFTER.name(), SILENCE_AFTER)
          .with("join", JoinKeys.JOIN)
          .with("output", OutputKeys.OUTPUT)
          .with(DELIVERY.name(), DELIVERY)
          .with(REPARTITION.name(), REPARTITION)
          .with(PARALLELISM.name(), PARALLELISM)
          .with(MAX_RECORD_BYTES.name(), MAX_RECORD_BYTES)
          .with(ENABLED.name(), ENABLED);

  private RouteKeys() {}
}
