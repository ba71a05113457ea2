package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Time;
import io.twinroute.config.key.ValueType.WholeNumber;
import java.time.Duration;

/** The settings of restarts, which hold for all routes. */
public final class RestartKeys {

  private static final Time POSITIVE = new Time(Duration.ofMillis(1));

  public static final Key<Duration> INITIAL_BACKOFF =
      Key.withDefault(
          "initial-backoff", POSITIVE, Duration.ofSeconds(1), "doubles with each attempt");

  public static final Key<Duration> MAX_BACKOFF =
      Key.withDefault(
          "max-backoff",
          POSITIVE,
          Duration.ofMinutes(1),
          "not less than `initial-backoff`; after running for that long, a route counts its"
              + " attempts from zero again");

  public static final Key<Integer> MAX_ATTEMPTS =
      Key.withDefault("max-attempts", WholeNumber.atLeast(0), 8, "attempts in a row");

  public static final Mapping RESTART =
      Mapping.of("How a failed route is restarted.", INITIAL_BACKOFF, MAX_BACKOFF, MAX_ATTEMPTS);

  private RestartKeys() {}
}
