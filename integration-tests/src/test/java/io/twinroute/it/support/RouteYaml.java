package io.twinroute.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a route file over the three clusters. */
public final class RouteYaml {

  private final UnaryOperator<String> bootstrapServers;
  private final List<String> routes = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();
  private final Map<String, String> clusterSettings = new HashMap<>();
  private String flink = "";
  private String kstreams = "";

  /** Over the clusters that all tests share. */
  public RouteYaml() {
    this(alias -> ThreeClusters.all().cluster(alias).bootstrapServers());
  }

  /**
   * @param bootstrapServers by alias: east, west and central
   */
  public RouteYaml(UnaryOperator<String> bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Over the sources that all tests share, and a target of the test's own. */
  public static RouteYaml writingTo(String central) {
    return new RouteYaml(
        alias ->
            alias.equals("central")
                ? central
                : ThreeClusters.all().cluster(alias).bootstrapServers());
  }

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
    return routeOf(
        name,
        "cluster: east, topic: " + left,
        "cluster: west, topic: " + right,
        outputPartitions,
        sides,
        join,
        more);
  }

  /**
   * Adds a route from any topics.
   *
   * @param left the keys that name the left side's, such as {@code topics: [ east/a, west/b ]}
   * @param right the same of the right side
   */
  public RouteYaml routeOf(
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
              left:  { %s, as: order, %s }
              right: { %s, as: payment, %s }
              join:  { %s }
              output: { cluster: central, topic: "%s-{engine}", partitions: %d }
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

  /** Adds keys of {@code twinroute.flink}, such as {@code cluster: "localhost:8081"}. */
  public RouteYaml flink(String keys) {
    flink = ", " + keys;
    return this;
  }

  /** Adds keys of {@code twinroute.kstreams}. */
  public RouteYaml kstreams(String keys) {
    kstreams = ", " + keys;
    return this;
  }

  /** Adds keys of a cluster's {@code properties}. */
  public RouteYaml cluster(String alias, String properties) {
    clusterSettings.put(alias, ", properties: { " + properties + " }");
    return this;
  }

  public Path write(Path folder) {
    String text =
        """
        twinroute:
          clusters:
        %s
          flink: { state-dir: "%s"%s }
          kstreams: { state-dir: "%s"%s }
        %s
          routes:
        %s
        """
            .formatted(
                Stream.of("east", "west", "central")
                    .map(this::cluster)
                    .collect(Collectors.joining("\n")),
                folder.resolve("flink"),
                flink,
                folder.resolve("kstreams"),
                kstreams,
                String.join("", settings.stream().map(s -> "  " + s + "\n").toList()),
                String.join("", routes));
    try {
      return Files.writeString(folder.resolve("routes.yml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String cluster(String alias) {
    return "    %-8s { bootstrap-servers: \"%s\"%s }"
        .formatted(
            alias + ":", bootstrapServers.apply(alias), clusterSettings.getOrDefault(alias, ""));
  }
}
