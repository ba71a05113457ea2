package io.twinroute.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Connect worker's REST interface, as far as mirrors need it.
 *
 * <p>Every method throws {@link MirrorException} if the worker cannot be reached or answers with an
 * error; the message names the URL, the connector and Connect's own reason, never a connector's
 * settings. While the workers rebalance (409), requests are repeated for up to a minute.
 */
public final class ConnectClient {

  private static final Duration STATUS_CHECK = Duration.ofMillis(200);

  private final ConnectHttp http;

  /**
   * @param url the worker's base URL, for example {@code http://localhost:8083}
   */
  public ConnectClient(URI url) {
    this(new ConnectHttp(url));
  }

  ConnectClient(ConnectHttp http) {
    this.http = http;
  }

  /** The worker's base URL. */
  public URI url() {
    return http.url();
  }

  /** The names of all connectors on the worker, sorted. */
  public List<String> connectors() {
    List<String> names = new ArrayList<>();
    http.get("/connectors", "").forEach(name -> names.add(name.asText()));
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** The settings of a connector, without the name that Connect adds; empty if there is none. */
  public Optional<Map<String, String>> config(String connector) {
    return http.find(path(connector) + "/config", connector)
        .map(
            answer -> {
              Map<String, String> config = new LinkedHashMap<>();
              answer.fields().forEachRemaining(e -> config.put(e.getKey(), e.getValue().asText()));
              config.remove("name");
              return config;
            });
  }

  /** Creates the connector, or replaces its settings. */
  public void put(MirrorConnector connector) {
    http.put(path(connector.name()) + "/config", connector);
  }

  /** The connector's state; {@code UNASSIGNED} without tasks if the worker has none to tell. */
  public MirrorStatus status(String connector) {
    return http.find(path(connector) + "/status", connector)
        .map(answer -> status(connector, answer))
        .orElseGet(() -> new MirrorStatus(connector, "UNASSIGNED", "", List.of()));
  }

  /**
   * Waits until the connector and at least one task run.
   *
   * @throws MirrorException also if a part of it fails, or it does not run within {@code timeout}
   */
  public MirrorStatus awaitRunning(String connector, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      MirrorStatus status = status(connector);
      if (status.failure().isPresent()) {
        throw new MirrorException(status.failure().get() + " (Connect at " + url() + ")");
      }
      if (status.isRunning()) {
        return status;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new MirrorException(
            "connector "
                + connector
                + " does not run after "
                + timeout.toSeconds()
                + " s: "
                + status.state()
                + " with "
                + status.tasks().size()
                + " tasks; without tasks, look whether its source cluster answers and has the topics"
                + " (Connect at "
                + url()
                + ")");
      }
      http.pause(STATUS_CHECK);
    }
  }

  /** Resumes a connector that is paused or stopped. */
  public void resume(String connector) {
    http.send("PUT", path(connector) + "/resume", connector);
  }

  /** Ends the connector's tasks and keeps its settings and offsets. */
  public void stop(String connector) {
    http.send("PUT", path(connector) + "/stop", connector);
  }

  /** Restarts whatever of the connector and its tasks has failed. */
  public void restartFailed(String connector) {
    http.send("POST", path(connector) + "/restart?includeTasks=true&onlyFailed=true", connector);
  }

  /** Removes the connector; its offsets stay, so that one of the same name goes on from there. */
  public void delete(String connector) {
    http.send("DELETE", path(connector), connector);
  }

  private static MirrorStatus status(String connector, JsonNode answer) {
    List<MirrorStatus.Task> tasks = new ArrayList<>();
    for (JsonNode task : answer.path("tasks")) {
      tasks.add(new MirrorStatus.Task(task.path("id").asInt(), state(task), trace(task)));
    }
    tasks.sort(Comparator.comparingInt(MirrorStatus.Task::id));
    JsonNode self = answer.path("connector");
    return new MirrorStatus(connector, state(self), trace(self), tasks);
  }

  private static String state(JsonNode part) {
    return part.path("state").asText("UNASSIGNED");
  }

  private static String trace(JsonNode part) {
    return part.path("trace").asText("").lines().findFirst().orElse("");
  }

  private static String path(String connector) {
    return "/connectors/"
        + URLEncoder.encode(connector, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
