package io.twinroute.runtime.pin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.twinroute.runtime.failure.Lost;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a route's runs on one engine.
 *
 * @param statePlace where the engine keeps the route's state; null if it keeps none of its own, or
 *     has not run the route yet
 * @param loss what the engine has lost of the sources; null for nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnginePins(@Nullable String statePlace, @Nullable Lost loss) {

  static final EnginePins NONE = new EnginePins(null, null);
}
