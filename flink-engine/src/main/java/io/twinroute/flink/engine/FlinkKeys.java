package io.twinroute.flink.engine;

import io.twinroute.config.key.Addresses;
import io.twinroute.config.key.Key;
import io.twinroute.config.key.Schema.Mapping;
import io.twinroute.config.key.ValueType.Choice;
import io.twinroute.config.key.ValueType.Text;
import io.twinroute.config.key.ValueType.Time;
import io.twinroute.flink.engine.FlinkSettings.StateBackend;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** The settings of Flink, which hold for all routes. */
final class FlinkKeys {

  static final Key<String> CLUSTER =
      Key.optional(
          "cluster",
          Text.of(Addresses.FORM, FlinkKeys::address),
          "none",
          "`host:port` of a Flink cluster's REST endpoint; without it, a cluster inside the"
              + " router");

  static final Key<StateBackend> STATE_BACKEND =
      Key.withDefault(
          "state-backend",
          Choice.of(StateBackend.values(), StateBackend::id),
          StateBackend.ROCKSDB,
          "where Flink keeps keyed state");

  static final Key<String> STATE_DIR =
      Key.optional(
          "state-dir",
          Text.of(null, FlinkKeys::place),
          "`~/.local/state/twinroute/flink`",
          "a path or a URI for checkpoints and savepoints");

  /** Flink's own floor is 10 ms; below 100 ms checkpoints crowd out the records. */
  static final Key<Duration> CHECKPOINT_INTERVAL =
      Key.withDefault(
          "checkpoint-interval",
          new Time(Duration.ofMillis(100)),
          Duration.ofSeconds(3),
          "exactly-once results wait for it to be committed");

  static final Mapping FLINK =
      Mapping.of(
          "How the Flink router runs.", CLUSTER, STATE_BACKEND, STATE_DIR, CHECKPOINT_INTERVAL);

  private FlinkKeys() {}

  private static String address(String text) {
    if (!Addresses.isHostPort(text)) {
      throw new IllegalArgumentException("'" + text + "' is not an address; expected host:port");
    }
    return text;
  }

  private static String place(String text) {
    try {
      return text.contains("://") ? URI.create(text).toString() : Path.of(text).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a path nor a URI; write for example s3://bucket/folder", e);
    }
  }
}
