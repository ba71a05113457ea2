package io.twinroute.kstreams.engine;

import io.twinroute.config.key.Addresses;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Choice;
import io.twinroute.config.key.ValueType.Text;
import io.twinroute.config.key.ValueType.Time;
import io.twinroute.config.key.ValueType.WholeNumber;
import io.twinroute.kstreams.engine.StreamsSettings.Mirror;
import java.time.Duration;

/** The settings of Kafka Streams and its mirrors, which hold for all routes. */
final class StreamsKeys {

  static final Key<String> CONNECT =
      Key.optional(
          "connect",
          Text.of("[hH][tT][tT][pP][sS]?://.+", StreamsKeys::url),
          "none",
          "`http://` or `https://` URL of a Connect worker; without it, a worker inside the"
              + " router");

  static final Key<Mirror> MIRROR =
      Key.withDefault(
          "mirror",
          Choice.of(Mirror.values(), Mirror::id),
          Mirror.MANAGED,
          "`external`: others run the mirrors, for example Strimzi. The router creates"
              + " the remote topics and reads them; it runs no worker, applies no connector"
              + " and watches none. Not together with `connect`");

  static final Key<String> STATE_DIR =
      Key.optional(
          "state-dir",
          Text.any(),
          "`~/.local/state/twinroute/kstreams`",
          "a local directory for the stores");

  static final Key<Duration> COMMIT_INTERVAL =
      Key.withDefault(
          "commit-interval",
          new Time(Duration.ofMillis(1)),
          Duration.ofMillis(500),
          "exactly-once results wait for it to be committed. Each commit costs the router and the"
              + " target the same, however little it holds");

  static final Key<Integer> MIRROR_TASKS =
      Key.withDefault(
          "mirror-tasks",
          WholeNumber.atLeast(1),
          2,
          "the most tasks of a mirror connector, which copies one topic; it has no more than that"
              + " topic has partitions");

  static final Key<Integer> MIRROR_TASKS_TOTAL =
      Key.withDefault(
          "mirror-tasks-total",
          WholeNumber.atLeast(1),
          16,
          "the most tasks of all mirror connectors to one target, shared out evenly; each connector"
              + " has one at least");

  static final Key<Integer> STORE_MEMORY_MIB =
      Key.withDefault(
          "store-memory-mib",
          WholeNumber.atLeast(16),
          256,
          "what the stores of all routes of the process may take outside the heap, for write"
              + " buffers and caches");

  static final Mapping KSTREAMS =
      Mapping.of(
          "How the Kafka Streams router runs.",
          CONNECT,
          MIRROR,
          STATE_DIR,
          COMMIT_INTERVAL,
          MIRROR_TASKS,
          MIRROR_TASKS_TOTAL,
          STORE_MEMORY_MIB);

  private StreamsKeys() {}

  private static String url(String text) {
    if (!Addresses.isHttpUrl(text)) {
      // The URL is not repeated: it may hold a password.
      throw new IllegalArgumentException("is not a URL; write for example http://localhost:8083");
    }
    return text;
  }
}
