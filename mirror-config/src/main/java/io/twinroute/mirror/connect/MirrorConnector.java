package io.twinroute.mirror.connect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A connector as Connect's REST interface takes it.
 *
 * @param name its name on the worker
 * @param config its settings, in a fixed order; may hold secrets, so {@link #toString()} leaves the
 *     values out
 */
public record MirrorConnector(String name, Map<String, String> config) {

  /** The setting that names the topics, as a list of regular expressions. */
  public static final String TOPICS = "topics";

  /** The setting that says where the source cluster is. */
  public static final String SOURCE = "source.cluster.bootstrap.servers";

  public MirrorConnector {
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
  }

  /**
   * This connector, with the topics that one of the same name mirrors already: routers with other
   * route files share it, and none may take a topic away from another.
   *
   * @param current the settings the worker has; topics of another source cluster are not kept,
   *     which is one without an address in common
   */
  MirrorConnector keepingTopicsOf(Map<String, String> current) {
    if (!config.containsKey(TOPICS)
        || Collections.disjoint(values(current, SOURCE), values(config, SOURCE))) {
      return this;
    }
    Set<String> topics = new LinkedHashSet<>();
    for (Map<String, String> settings : List.of(current, config)) {
      topics.addAll(values(settings, TOPICS));
    }
    Map<String, String> merged = new LinkedHashMap<>(config);
    merged.put(TOPICS, String.join(",", topics));
    return new MirrorConnector(name, merged);
  }

  private static List<String> values(Map<String, String> settings, String key) {
    return Stream.of(settings.getOrDefault(key, "").split(","))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** With its name among its settings, where Connect's validation wants it. */
  MirrorConnector withName() {
    Map<String, String> named = new LinkedHashMap<>(config);
    named.put("name", name);
    return new MirrorConnector(name, named);
  }

  @Override
  public String toString() {
    return name + " (" + config.size() + " settings)";
  }
}
