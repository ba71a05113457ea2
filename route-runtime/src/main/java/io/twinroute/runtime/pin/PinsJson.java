package io.twinroute.runtime.pin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.plan.Cluster;
import io.twinroute.config.plan.TopicNames;
import io.twinroute.runtime.RouteFailedException;
import io.twinroute.runtime.failure.Failure.Misconfigured;
import java.io.IOException;

/** Pins as the bytes of a record of {@code twinroute.pins}. */
final class PinsJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private PinsJson() {}

  static byte[] write(RoutePins pins) {
    try {
      return JSON.writeValueAsBytes(pins);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param target where the record was found
   * @throws RouteFailedException if these are no pins that this version can read
   */
  static RoutePins read(Cluster target, String route, byte[] value) {
    try {
      return JSON.readValue(value, RoutePins.class);
    } catch (IOException e) {
      throw new RouteFailedException(
          new Misconfigured(
              "Topic '%s' on cluster %s holds no valid pins under the key '%s'. Run the version that has written them, or give the route a new name to start it over."
                  .formatted(TopicNames.pins(target), target, route)),
          e);
    }
  }
}
