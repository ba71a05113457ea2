package io.twinroute.config;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.file.Problem;
import io.twinroute.config.plan.RouteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Route files for tests, planned without the machine's own environment variables. */
public final class Yaml {

  /** A file in which everything is right, with one key per line so that tests can change it. */
  public static final String VALID =
      """
      twinroute:
        clusters:
          east:
            bootstrap-servers: "localhost:19092"
          west:
            bootstrap-servers: "localhost:29092"
          central:
            bootstrap-servers: "localhost:39092"
        routes:
          paid-orders:
            left:
              cluster: east
              topic: orders
              as: order
              lateness: 30s
            right:
              cluster: west
              topic: payments
              as: payment
              lateness: 45s
            join:
              type: inner
              before: 10m
              after: 5m
            output:
              cluster: central
              topic: "paid-orders-{engine}"
            delivery: exactly-once
      """;

  private Yaml() {}

  /**
   * A route below {@code routes}, an inner join of a second; its topics are as {@code east/orders}.
   */
  public static String route(String name, String left, String right, String output) {
    return route(name, left, right, output, "replication: 1");
  }

  /** The same with other settings of its output. */
  public static String route(
      String name, String left, String right, String output, String settings) {
    return """
        %s:
          left: { cluster: %s, topic: %s }
          right: { cluster: %s, topic: %s }
          join: { before: 0, after: 1s }
          output: { cluster: %s, topic: "%s", %s }
    """
        .formatted((Object[]) String.join("/", name, left, right, output, settings).split("/"))
        .indent(0);
  }

  public static RouteFile plan(String yaml) throws InvalidRouteFileException {
    return plan(yaml, Map.of());
  }

  public static RouteFile plan(String yaml, Map<String, Object> environmentVariables)
      throws InvalidRouteFileException {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .environmentPropertySource(false)
            .banner(false)
            .propertySources(source(yaml), variables(environmentVariables))
            .build()) {
      return RouteFiles.plan(context.getEnvironment().start());
    }
  }

  /** The problems of a file, one text each; none if it is right. */
  public static List<String> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  public static List<String> problems(String yaml, Map<String, Object> environmentVariables) {
    try {
      plan(yaml, environmentVariables);
      return List.of();
    } catch (InvalidRouteFileException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }

  private static PropertySource source(String yaml) throws InvalidRouteFileException {
    try {
      Path file = Files.createTempFile("routes", ".yml");
      try {
        Files.writeString(file, yaml);
        return RouteFiles.propertySource(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PropertySource variables(Map<String, Object> variables) {
    return new MapPropertySource("test-variables", variables) {
      @Override
      public int getOrder() {
        return -200;
      }

      @Override
      public PropertyConvention getConvention() {
        return PropertyConvention.ENVIRONMENT_VARIABLE;
      }
    };
  }
}
