package io.twinroute.config.file;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The shape of a route file: which keys exist, and what is below each. */
public sealed interface Schema {

  /** A single value. */
  record Setting() implements Schema {}

  /** Kafka client settings: a mapping of free-form, dotted names to single values. */
  record ClientSettings() implements Schema {}

  /** A mapping with known keys. */
  record Mapping(Map<String, Schema> keys) implements Schema {
    boolean has(String key) {
      return keys.containsKey(key);
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
      new Mapping(Map.of("bootstrap-servers", SETTING, "properties", new ClientSettings()));

  Mapping SIDE =
      new Mapping(settings("cluster", "topic", "as", "lateness", "key", "silence-after"));

  Mapping ROUTE =
      new Mapping(
          Map.of(
              "left", SIDE,
              "right", SIDE,
              "join", new Mapping(settings("type", "before", "after", "history")),
              "output",
                  new Mapping(
                      settings(
                          "cluster",
                          "topic",
                          "late-topic",
                          "dead-letter-topic",
                          "partitions",
                          "replication")),
              "delivery", SETTING,
              "exchange", SETTING,
              "parallelism", SETTING,
              "silence-after", SETTING));

  Mapping ROOT =
      new Mapping(
          Map.of(
              "clusters", new Named(CLUSTER),
              "routes", new Named(ROUTE),
              "flink",
                  new Mapping(
                      settings("cluster", "state-backend", "state-dir", "checkpoint-interval")),
              "kstreams",
                  new Mapping(
                      settings(
                          "connect",
                          "mirror",
                          "state-dir",
                          "commit-interval",
                          "mirror-tasks",
                          "store-memory-mib")),
              "restart", new Mapping(settings("initial-backoff", "max-backoff", "max-attempts"))));

  private static Map<String, Schema> settings(String... names) {
    return Set.of(names).stream()
        .collect(Collectors.toUnmodifiableMap(name -> name, name -> SETTING));
  }
}
