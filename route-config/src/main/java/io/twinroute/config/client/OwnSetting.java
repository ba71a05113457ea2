package io.twinroute.config.client;

import java.util.List;

/**
 * A client setting that the routers or an engine set themselves, whatever a cluster's properties
 * say.
 *
 * @param name the client setting
 * @param values those that equal the fixed value; empty if there are none
 * @param instead the fixed behaviour, for people, such as {@code routes read committed records
 *     only}
 */
public record OwnSetting(String name, List<String> values, String instead) {

  private static final String POSITIONS =
      "the routers keep their positions themselves, in no consumer group of yours";
  private static final String BYTES = "keys and values are passed on as bytes";
  private static final String ASSIGNED = "the engines assign partitions themselves";

  /** What exactness depends on, with every engine. */
  public static final List<OwnSetting> OF_ALL_ROUTERS =
      List.of(
          of("group.id", POSITIONS),
          of("enable.auto.commit", POSITIONS, "false"),
          of(
              "auto.offset.reset",
              "a route reads from the offsets that were pinned when it first started"),
          of("isolation.level", "routes read committed records only", "read_committed"),
          of("allow.auto.create.topics", "no topic is created by being read", "false"),
          of("key.deserializer", BYTES),
          of("value.deserializer", BYTES),
          of("key.serializer", BYTES),
          of("value.serializer", BYTES),
          of("partition.assignment.strategy", ASSIGNED),
          of("group.protocol", ASSIGNED, "classic"),
          of("group.remote.assignor", ASSIGNED),
          of("transactional.id", "each engine names its transactions itself"),
          of("acks", "all replicas acknowledge what is written", "all", "-1"),
          of("enable.idempotence", "what is written is written idempotently", "true"),
          of("bootstrap.servers", "the cluster's bootstrap-servers name its brokers"),
          of("bootstrap.controllers", "the routers talk to brokers, not to controllers"));

  public OwnSetting {
    values = List.copyOf(values);
  }

  /** A setting, what holds instead, and the values that say the same. */
  public static OwnSetting of(String name, String instead, String... values) {
    return new OwnSetting(name, List.of(values), instead);
  }

  /** Whether {@code value} says what holds anyway. */
  public boolean agreesWith(String value) {
    return values.stream().anyMatch(value.strip()::equalsIgnoreCase);
  }
}
