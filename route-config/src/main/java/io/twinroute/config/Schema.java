package io.twinroute.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The shape of a route file: which keys exist, and what is below each. */
sealed interface Schema {

  /** A single value. */
  record Setting() implements Schema {}

  /** Kafka client settings: a mapping of free-form, dotted names to single values. */
  record ClientSettings() implements Schema {}

  /**
   * A mapping with known keys.
   *
   * @param keys what may be below it
   * @param planned keys of the design that this version does not have, and what to do instead
   */
  record Mapping(Map<String, Schema> keys, Map<String, String> planned) implements Schema {
    boolean has(String key) {
      return keys.containsKey(key) || planned.containsKey(key);
    }

    Set<String> known() {
      return new TreeSet<>(keys.keySet());
    }
  }

  /** A mapping from names that the user chooses to mappings that look alike. */
  record Named(Mapping each) implements Schema {}

  String ROOT_KEY = "twinroute";
  String CLUSTERS = ROOT_KEY + ".clusters";
  String ROUTES = ROOT_KEY + ".routes";

  Setting SETTING = new Setting();

  Mapping CLUSTER =
      new Mapping(
          Map.of("bootstrap-servers", SETTING, "properties", new ClientSettings()), Map.of());

  Mapping SIDE =
      new Mapping(
          settings("cluster", "topic", "as", "lateness"),
          Map.of(
              "key", "sides join on the record's key",
              "silence-after", "a silent partition holds its route's progress back"));

  Mapping ROUTE =
      new Mapping(
          Map.of(
              "left", SIDE,
              "right", SIDE,
              "join", new Mapping(settings("type", "before", "after"), Map.of()),
              "output",
                  new Mapping(settings("cluster", "topic", "partitions", "replication"), Map.of()),
              "delivery", SETTING,
              "exchange", SETTING,
              "parallelism", SETTING),
          Map.of("silence-after", "a silent partition holds its route's progress back"));

  Mapping ROOT =
      new Mapping(
          Map.of(
              "clusters", new Named(CLUSTER),
              "routes", new Named(ROUTE),
              "flink",
                  new Mapping(
                      settings("cluster", "state-backend", "state-dir", "checkpoint-interval"),
                      Map.of()),
              "kstreams",
                  new Mapping(
                      settings("connect", "state-dir", "commit-interval", "mirror-tasks"),
                      Map.of()),
              "restart",
                  new Mapping(
                      settings("initial-backoff", "max-backoff", "max-attempts"), Map.of())),
          Map.of());

  private static Map<String, Schema> settings(String... names) {
    return Set.of(names).stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, name -> SETTING));
  }
}
