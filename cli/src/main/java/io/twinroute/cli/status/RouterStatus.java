package io.twinroute.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.runtime.metrics.Metric;
import io.twinroute.runtime.service.reload.RunningRouter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Asks a running router how its routes are. */
final class RouterStatus {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String UNKNOWN = "-";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * A line for each route.
   *
   * @throws IOException if the router does not answer
   */
  List<StatusLine> of(RunningRouter router) throws IOException, InterruptedException {
    JsonNode routes =
        json.readTree(get(router.at("/health"))).path("details").path("routes").path("details");
    JsonNode ready =
        json.readTree(get(router.at("/health/readiness"))).path("details").path("routes");
    String metrics = get(router.at("/prometheus"));
    List<StatusLine> lines = new ArrayList<>();
    routes
        .fields()
        .forEachRemaining(
            route -> {
              if (route.getValue().has("state")) { // no summary
                lines.add(
                    line(
                        route.getKey(),
                        router.engine(),
                        route.getValue(),
                        ready.path(route.getKey()),
                        metrics));
              }
            });
    return lines;
  }

  private static StatusLine line(
      String name, String engine, JsonNode route, JsonNode ready, String metrics) {
    return new StatusLine(
        List.of(
            name,
            engine,
            route.path("state").asText(),
            count(route, "read"),
            count(route, "results"),
            count(route, "late"),
            count(route, "deadLetters"),
            number(sum(values(metrics, Metric.LAG_RECORDS, name))),
            seconds(values(metrics, Metric.LAG_SECONDS, name).max()),
            route.path("time").asText(UNKNOWN)),
        ready.path("reason").asText(""));
  }

  private static String count(JsonNode route, String field) {
    return route.has(field)
        ? String.format(Locale.ROOT, "%,d", route.path(field).asLong())
        : UNKNOWN;
  }

  private static OptionalDouble sum(DoubleStream values) {
    return values.reduce(Double::sum);
  }

  private static String number(OptionalDouble value) {
    return value.isEmpty() ? UNKNOWN : String.format(Locale.ROOT, "%,.0f", value.getAsDouble());
  }

  private static String seconds(OptionalDouble value) {
    return value.isEmpty() ? UNKNOWN : String.format(Locale.ROOT, "%,.1f s", value.getAsDouble());
  }

  /** A route's name needs no escapes. */
  static DoubleStream values(String metrics, Metric metric, String route) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(metric.exposed() + "{"))
        .filter(line -> line.contains("route=\"" + route + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
  }

  private String get(URI address) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
