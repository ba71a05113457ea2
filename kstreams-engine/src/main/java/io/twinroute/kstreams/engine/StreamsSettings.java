package io.twinroute.kstreams.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the Kafka Streams router runs ({@code twinroute.kstreams}).
 *
 * @param connect base URL of the Connect worker that runs the mirrors, for example {@code
 *     http://localhost:8083}; absent: a worker inside the router's own process
 * @param mirror who runs the mirrors; {@code connect} is absent unless the router does
 * @param stateDir a local directory for Streams' state stores
 * @param commitInterval time between Streams' commits, which is how long exactly-once results wait
 * @param mirrorTasks the most tasks a mirror connector may use; at least 1
 * @param mirrorTasksTotal the most tasks that all mirror connectors to one target may use together;
 *     each has at least one; at least 1
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
   * The most tasks of each connector, given the number of connectors to one target.
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
    /** Someone else; the router creates the remote topics and reads them. */
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
