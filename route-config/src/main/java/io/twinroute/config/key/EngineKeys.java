package io.twinroute.config.key;

import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Choice;
import io.twinroute.config.key.ValueType.Text;
import io.twinroute.config.key.ValueType.Time;
import io.twinroute.config.key.ValueType.WholeNumber;
import io.twinroute.config.plan.FlinkSettings.StateBackend;
import io.twinroute.config.plan.StreamsSettings.Mirror;
import java.time.Duration;

/** The settings of the engines and of restarts, which hold for all routes. */
public final class EngineKeys {

  private static final Time POSITIVE = new Time(Duration.ofMillis(1));

  public static final Key<String> FLINK_CLUSTER =
      Key.optional(
          "cluster",
          Text.of(Addresses.FORM, EngineKeys::address),
          "none",
          "`host:port` of a Flink cluster's REST endpoint; without it, a cluster inside the"
              + " router");

  public static final Key<StateBackend> STATE_BACKEND =
      Key.withDefault(
          "state-backend",
          Choice.of(StateBackend.values(), StateBackend::id),
          StateBackend.ROCKSDB,
          "where Flink keeps keyed state");

  public static final Key<String> FLINK_STATE_DIR =
      Key.optional(
          "state-dir",
          Text.any(),
          "`~/.local/state/twinroute/flink`",
          "a path or a URI for checkpoints and savepoints");

  /** Flink's own floor is 10 ms; below 100 ms checkpoints crowd out the records. */
  public static final Key<Duration> CHECKPOINT_INTERVAL =
      Key.withDefault(
          "checkpoint-interval",
          new Time(Duration.ofMillis(100)),
          Duration.ofSeconds(3),
          "exactly-once results wait for it to be committed");

  public static final Mapping FLINK =
      Mapping.of(
          "How the Flink router runs.",
          FLINK_CLUSTER,
          STATE_BACKEND,
          FLINK_STATE_DIR,
          CHECKPOINT_INTERVAL);

  public static final Key<String> CONNECT =
      Key.optional(
          "connect",
          Text.of("[hH][tT][tT][pP][sS]?://.+", EngineKeys::url),
          "none",
          "`http://` or `https://` URL of a Connect worker; without it, a worker inside the"
              + " router");

  public static final Key<Mirror> MIRROR =
      Key.withDefault(
          "mirror",
          Choice.of(Mirror.values(), Mirror::id),
          Mirror.MANAGED,
          "`external`: the mirrors are someone else's, for example Strimzi's. The router creates"
              + " the copies' topics and reads them; it runs no worker, applies no connector and"
              + " watches none. Not together with `connect`");

  public static final Key<String> STREAMS_STATE_DIR =
      Key.optional(
          "state-dir",
          Text.any(),
          "`~/.local/state/twinroute/kstreams`",
          "a local directory for the stores");

  public static final Key<Duration> COMMIT_INTERVAL =
      Key.withDefault(
          "commit-interval",
          POSITIVE,
          Duration.ofMillis(500),
          "exactly-once results wait for it to be committed. Each commit costs the router and the"
              + " target the same, however little it holds");

  public static final Key<Integer> MIRROR_TASKS =
      Key.withDefault(
          "mirror-tasks", WholeNumber.atLeast(1), 2, "the most tasks of a mirror connector");

  public static final Key<Integer> STORE_MEMORY_MIB =
      Key.withDefault(
          "store-memory-mib",
          WholeNumber.atLeast(16),
          256,
          "what the stores of all routes of the process may take outside the heap, for write"
              + " buffers and caches");

  public static final Mapping KSTREAMS =
      Mapping.of(
          "How the Kafka Streams router runs.",
          CONNECT,
          MIRROR,
          STREAMS_STATE_DIR,
          COMMIT_INTERVAL,
          MIRROR_TASKS,
          STORE_MEMORY_MIB);

  public static final Key<Duration> INITIAL_BACKOFF =
      Key.withDefault(
          "initial-backoff", POSITIVE, Duration.ofSeconds(1), "doubles with each attempt");

  public static final Key<Duration> MAX_BACKOFF =
      Key.withDefault(
          "max-backoff",
          POSITIVE,
          Duration.ofMinutes(1),
          "not less than `initial-backoff`; a route that has run for so long starts counting from zero");

  public static final Key<Integer> MAX_ATTEMPTS =
      Key.withDefault("max-attempts", WholeNumber.atLeast(0), 8, "attempts in a row");

  public static final Mapping RESTART =
      Mapping.of("How a failed route is restarted.", INITIAL_BACKOFF, MAX_BACKOFF, MAX_ATTEMPTS);

  private EngineKeys() {}

  private static String address(String text) {
    if (!Addresses.isHostPort(text)) {
      throw new IllegalArgumentException("'" + text + "' is not an address; expected host:port");
    }
    return text;
  }

  private static String url(String text) {
    if (!Addresses.isHttpUrl(text)) {
      // The URL is not repeated: it may hold a password.
      throw new IllegalArgumentException("is not a URL; write for example http://localhost:8083");
    }
    return text;
  }
}
