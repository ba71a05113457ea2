package io.twinroute.flink.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinroute.config.plan.RoutePlan;
import io.twinroute.runtime.engine.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** Checks the Flink cluster that will run the jobs. */
final class FlinkExamination {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final String address;
  private final Findings findings;
  private final String subject;

  /**
   * @param address {@code host:port} of its REST endpoint
   */
  FlinkExamination(String address, Findings findings) {
    this.address = address;
    this.findings = findings;
    this.subject = "Flink at " + address;
  }

  /**
   * @param routes all routes whose jobs it will run
   */
  void examine(List<RoutePlan> routes) {
    try {
      JsonNode overview = overview();
      version(overview.path("flink-version").asText("unknown"));
      slots(
          overview.path("taskmanagers").asInt(),
          overview.path("slots-total").asInt(),
          routes.stream().mapToInt(RoutePlan::parallelism).sum());
    } catch (IOException | IllegalArgumentException e) {
      findings.fail(
          subject,
          "does not answer (%s). Is it running, and is twinroute.flink.cluster right?"
              .formatted(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    }
  }

  private JsonNode overview() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/overview"))
            .timeout(TIMEOUT)
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(TIMEOUT)
              .build()
              .send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IOException("HTTP status " + answer.statusCode());
      }
      return new ObjectMapper().readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void version(String version) {
    String ours = builtFor();
    if (minor(version).equals(minor(ours))) {
      findings.ok(subject, "runs Flink " + version);
    } else {
      findings.fail(
          subject,
          "runs Flink %s, and the jobs are built for %s. Run a cluster of that version."
              .formatted(version, ours));
    }
  }

  /** Jobs and savepoints fit only clusters of their own minor version. */
  private static String minor(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  private static String builtFor() {
    Properties versions = new Properties();
    try (InputStream in = FlinkExamination.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions.getProperty("flink");
  }

  private void slots(int taskManagers, int there, int wanted) {
    if (taskManagers == 0) {
      findings.ok(
          subject,
          "no task manager now: they come on demand, or jobs will wait until one is started");
    } else if (there >= wanted) {
      findings.ok(subject, "%d task slot(s), the routes take %d".formatted(there, wanted));
    } else {
      findings.warn(
          subject,
          "%d task slot(s), and the routes take %d: a job that gets none waits. Add task managers or slots, or lower twinroute.routes.<name>.parallelism."
              .formatted(there, wanted));
    }
  }
}
