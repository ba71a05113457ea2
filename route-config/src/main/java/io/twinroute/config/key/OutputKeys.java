package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.Schema.Tree;
import io.twinroute.config.key.ValueType.Choice;
import io.twinroute.config.key.ValueType.Text;
import io.twinroute.config.key.ValueType.WholeNumber;
import io.twinroute.config.plan.Cleanup;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.logic.CopiedHeaders;

/** The settings of a route's output. */
public final class OutputKeys {

  /** Instead of a topic's name: no topic. */
  public static final String NONE = "none";

  private static final String TEMPLATE = "(?:[a-zA-Z0-9._-]|\\{engine\\})+";

  public static final Key<String> CLUSTER =
      Key.required(
          "cluster",
          Text.any(),
          InputKeys.CLUSTER_WAY_OUT,
          "a defined alias; not a source of the same route");

  public static final Key<String> TOPIC =
      Key.required(
          "topic",
          Text.of(TEMPLATE, name -> name),
          "name the topic to write",
          "`{engine}` becomes the engine's name. Begins with `naming.prefix`. Not another"
              + " route's output, a remote topic or an input; routes may not form a cycle");

  public static final Key<String> LATE_TOPIC =
      rejected("late-topic", ".late", "where late records go");

  public static final Key<String> DEAD_LETTER_TOPIC =
      rejected("dead-letter-topic", ".dead-letter", "where records that cannot be joined go");

  public static final Key<Integer> PARTITIONS =
      Key.optional(
          "partitions",
          WholeNumber.atLeast(1),
          "none",
          "if set, a missing topic is created; an existing one is left as it is");

  public static final Key<Integer> REPLICATION =
      Key.optional(
          "replication",
          new WholeNumber(1, Short.MAX_VALUE),
          "brokers' default",
          "for the output, late, dead-letter and remote topics. Pins, changelogs and"
              + " repartition topics take the brokers' default, topics of a worker inside the"
              + " router three brokers or as many as there are");

  public static final Key<Cleanup> CLEANUP =
      Key.withDefault(
          "cleanup",
          Choice.of(Cleanup.values(), Cleanup::id),
          Cleanup.DELETE,
          "`compact`: a compacted output topic, where brokers keep the last written"
              + " result of each key. `delete`: the routers refuse one. Late and dead-letter"
              + " topics are never compacted");

  /** The mapping that says which members a result's value has. */
  public static final String SELECT = "select";

  public static final Key<JsonPointer> KEY =
      Key.optional(
          "key",
          InputKeys.POINTER,
          "none",
          "a JSON Pointer into a whole result, such as `/order/customerId`: the field whose text"
              + " is the result's key, and so decides its partition; without it, the join key");

  public static final Key<CopiedHeaders> HEADERS =
      Key.withDefault(
          "headers",
          Choice.of(CopiedHeaders.values(), CopiedHeaders::id),
          CopiedHeaders.BOTH,
          "whose headers a result carries behind `twinroute-id`");

  public static final Key<String> WHERE =
      Key.optional(
          "where",
          Text.any(),
          "all results",
          "a [CEL](https://cel.dev) condition on the sides' values by their names, `null` if"
              + " absent: which results are written. It does not change what matched");

  public static final Key<String> TOMBSTONE_ON =
      Key.optional(
          "tombstone-on",
          Text.any(),
          "no result",
          "a condition as `where`: a result for which it holds is written without a value, as a"
              + " tombstone; needs `cleanup: compact`");

  public static final Mapping OUTPUT =
      Mapping.of(
              "Where the results go.",
              CLUSTER,
              TOPIC,
              LATE_TOPIC,
              DEAD_LETTER_TOPIC,
              PARTITIONS,
              REPLICATION,
              CLEANUP,
              WHERE,
              TOMBSTONE_ON,
              KEY,
              HEADERS)
          .with(
              SELECT,
              new Tree(
                  "the member's field, a JSON Pointer into a whole result such as"
                      + " `/order/orderId`; or a constant in JSON, such as `'\"eu\"'`. Members keep"
                      + " their order; a dot in a name, or a mapping, makes objects"));

  private OutputKeys() {}

  private static Key<String> rejected(String name, String suffix, String where) {
    return Key.optional(
        name,
        new Text<>(
            TEMPLATE,
            text -> text,
            "put the topic's name in quotes, or write " + NONE + " for no topic"),
        "the output topic's name, then `" + suffix + "`",
        where + "; `" + NONE + "`: they are counted only");
  }
}
