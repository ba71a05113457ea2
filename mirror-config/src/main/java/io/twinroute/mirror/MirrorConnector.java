package io.twinroute.mirror;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connector as Connect's REST interface takes it.
 *
 * @param name its name on the worker
 * @param config its settings, in a fixed order; may hold secrets, so {@link #toString()} leaves the
 *     values out
 */
public record MirrorConnector(String name, Map<String, String> config) {

  public MirrorConnector {
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
  }

  @Override
  public String toString() {
    return name + " (" + config.size() + " settings)";
  }
}
