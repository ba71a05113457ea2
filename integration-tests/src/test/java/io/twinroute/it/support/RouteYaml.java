package io.twinroute.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a route file over the three clusters. */
public final class RouteYaml {

  private final List<String> routes = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();

  /** Adds a route from east to west with a window of a minute each way and 20 s of lateness. */
  public RouteYaml route(String name, String left, String right, int outputPartitions) {
    return route(name, left, right, outputPartitions, "");
  }

  /** The same with more of the route's own keys, such as {@code delivery: at-least-once}. */
  public RouteYaml route(
      String name, String left, String right, int outputPartitions, String more) {
    return route(
        name,
        left,
        right,
        outputPartitions,
        "lateness: 20s",
        "type: inner, before: 1m, after: 1m",
        more);
  }

  /**
   * Adds a route from east to west.
   *
   * @param sides what both sides have in common, such as {@code lateness: 20s}
   * @param join the join's keys
   * @param more further keys of the route, or nothing
   */
  public RouteYaml route(
      String name,
      String left,
      String right,
      int outputPartitions,
      String sides,
      String join,
      String more) {
    routes.add(
        """
            %s:
              left:  { cluster: east, topic: %s, as: order, %s }
              right: { cluster: west, topic: %s, as: payment, %s }
              join:  { %s }
              output: { cluster: central, topic: "%s-{engine}", partitions: %d, replication: 1 }
              %s
        """
            .formatted(name, left, sides, right, sides, join, name, outputPartitions, more));
    return this;
  }

  /** Adds a line below {@code twinroute}. */
  public RouteYaml setting(String line) {
    settings.add(line);
    return this;
  }

  public Path write(Path folder) {
    String text =
        """
        twinroute:
          clusters:
            east:    { bootstrap-servers: "%s" }
            west:    { bootstrap-servers: "%s" }
            central: { bootstrap-servers: "%s" }
          flink: { state-dir: "%s" }
          kstreams: { state-dir: "%s" }
        %s
          routes:
        %s
        """
            .formatted(
                ThreeClusters.east().bootstrapServers(),
                ThreeClusters.west().bootstrapServers(),
                ThreeClusters.central().bootstrapServers(),
                folder.resolve("flink"),
                folder.resolve("kstreams"),
                String.join("", settings.stream().map(s -> "  " + s + "\n").toList()),
                String.join("", routes));
    try {
      return Files.writeString(folder.resolve("routes.yml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
