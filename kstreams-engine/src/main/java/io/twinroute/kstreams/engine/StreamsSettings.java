package io.twinroute.kstreams.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the Kafka Streams router runs ({@code twinroute.kstreams}).
 *
 * @param connect base URL of the Connect worker that runs the mirrors, for example {@code
 *     http://localhost:8083}; absent: a worker inside the router's own process
 * @param mirror whose business the mirrors are; {@code connect} is absent where it is not the
 *     router's
 * @param stateDir a local directory for Streams' state stores
 * @param commitInterval time between Streams' commits, which is how long exactly-once results wait
 * @param mirrorTasks the most tasks a mirror connector may use; at least 1
 * @param mirrorTasksTotal the most tasks that all mirror connectors to one target may use, but for
 *     the one that each of them has; at least 1
 * @param storeMemoryMib what the state stores of all routes may take outside the heap for buffers
 *     and caches, in MiB; at least 16
 */
public record StreamsSettings(
    @Nullable String connect,
    Mirror mirror,
    String stateDir,
    Duration commitInterval,
    int mirrorTasks,
    int mirrorTasksTotal,
    int storeMemoryMib) {

  /**
   * The most tasks of each connector where there are so many to one target.
   *
   * @param connectors at least 1
   */
  public int tasksOfEach(int connectors) {
    return Math.max(1, Math.min(mirrorTasks, mirrorTasksTotal / connectors));
  }

  /** Who runs the mirrors. */
  public enum Mirror {
    /** The router: it applies the connectors, watches them and restarts what has failed. */
    MANAGED("managed"),
    /** Someone else; the router creates the copies' topics and reads what comes. */
    EXTERNAL("external");

    private final String id;

    Mirror(String id) {
      this.id = id;
    }

    /** The value in YAML. */
    public String id() {
      return id;
    }
  }
}
