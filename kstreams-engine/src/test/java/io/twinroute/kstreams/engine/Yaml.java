package io.twinroute.kstreams.engine;

import io.twinroute.config.RouteFiles;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.config.plan.RouteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Route files with settings of the engine. */
final class Yaml {

  private static final String VALID =
      """
      twinroute:
        clusters:
          east: { bootstrap-servers: "localhost:1" }
          west: { bootstrap-servers: "localhost:2" }
          central: { bootstrap-servers: "localhost:3" }
        routes:
          paid-orders:
            left: { cluster: east, topic: orders, as: order }
            right: { cluster: west, topic: payments, as: payment }
            join: { type: inner, before: 10m, after: 5m }
            output: { cluster: central, topic: "paid-orders-{engine}" }
      """;

  private Yaml() {}

  /** A route like that of the files, to another topic. */
  static String route(String topic) {
    return ("{ left: { cluster: east, topic: orders, as: o }, right: { cluster: west, topic:"
            + " payments, as: p }, join: { type: inner, before: 1m, after: 1m }, output: { cluster:"
            + " central, topic: %s } }")
        .formatted(topic);
  }

  /**
   * @param addition a line below {@code twinroute}
   */
  static RouteFile read(String addition) throws InvalidRouteFileException {
    try {
      Path file = Files.createTempFile("routes", ".yml");
      try {
        return RouteFiles.read(Files.writeString(file, VALID + "  " + addition + "\n"));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> problems(String addition) {
    try {
      read(addition);
      return List.of();
    } catch (InvalidRouteFileException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }
}
