package io.twinroute.flink.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the Flink router runs its jobs ({@code twinroute.flink}).
 *
 * @param cluster {@code host:port} of a Flink cluster's REST endpoint; absent: a cluster inside the
 *     router's own process
 * @param stateBackend where keyed state lives
 * @param stateDir a directory (a path or a URI) for checkpoints and savepoints; with a Flink
 *     cluster it must be reachable from the router and from every task manager
 * @param checkpointInterval time between checkpoints, which is how long exactly-once results wait
 *     to be committed
 */
public record FlinkSettings(
    @Nullable String cluster,
    StateBackend stateBackend,
    String stateDir,
    Duration checkpointInterval) {

  /** Where Flink keeps keyed state. */
  public enum StateBackend {
    ROCKSDB("rocksdb"),
    HEAP("heap");

    private final String id;

    StateBackend(String id) {
      this.id = id;
    }

    /** The value in YAML. */
    public String id() {
      return id;
    }
  }
}
