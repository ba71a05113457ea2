package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Text;
import io.twinroute.config.key.ValueType.Time;
import java.time.Duration;

/** The settings of a route's input whose records pass through. */
public final class PassedKeys {

  public static final Key<String> AS =
      Key.withDefault(
          "as",
          Text.of(null, InputKeys::member),
          "value",
          "what the output's pointers and expressions call the record's value; no control"
              + " characters");

  public static final Key<Duration> LATENESS =
      Key.optional(
          "lateness",
          Time.any(),
          "no record is late",
          "how far behind its partition's largest timestamp a record may be");

  private static final String NO_JOIN =
      "belongs to joins: records that pass through meet no others; remove it, or set output.key to"
          + " give results another key";

  public static final Mapping INPUT =
      Mapping.of(
              "The topics to read, if their records pass through; then without left, right and join.",
              InputKeys.CLUSTER,
              InputKeys.TOPIC,
              InputKeys.TOPICS,
              AS,
              LATENESS,
              InputKeys.TIME,
              InputKeys.TIME_UNIT,
              InputKeys.MAX_AHEAD,
              InputKeys.WHERE)
          .refusing(InputKeys.KEY.name(), NO_JOIN)
          .refusing(InputKeys.RECORD_KEY.name(), NO_JOIN)
          .refusing(
              InputKeys.SILENCE_AFTER.name(),
              "belongs to joins: a route whose input passes through waits for no partition; remove"
                  + " it");

  private PassedKeys() {}
}
