package io.twinroute.mirror.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinroute.mirror.MirrorException;
import io.twinroute.mirror.Secrets;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Connect worker's REST interface, as far as mirrors need it.
 *
 * <p>Every method throws {@link MirrorException} if the worker cannot be reached or answers with an
 * error; the message names the URL, the connector and Connect's own reason, never a connector's
 * settings. While the workers rebalance (409), requests are repeated for up to a minute.
 */
public final class ConnectClient {

  private final ConnectHttp http;

  /**
   * @param url the worker's base URL, for example {@code http://localhost:8083}
   */
  public ConnectClient(URI url) {
    this(new ConnectHttp(url));
  }

  /**
   * @param url the worker's base URL
   * @param authorization what its REST interface asks for, as the value of the header of that name
   */
  ConnectClient(URI url, String authorization) {
    this(new ConnectHttp(url, authorization));
  }

  ConnectClient(ConnectHttp http) {
    this.http = http;
  }

  /** The worker's base URL. */
  public URI url() {
    return http.url();
  }

  /** What the worker says of itself. */
  public ConnectWorkerInfo info() {
    JsonNode answer = http.getSoon("/", "");
    return new ConnectWorkerInfo(
        answer.path("version").asText("unknown"),
        answer.path("kafka_cluster_id").asText("unknown"));
  }

  /** Why the worker would not take the connector; empty if it would. Nothing is created. */
  public List<String> validate(MirrorConnector connector) {
    List<String> refused = new ArrayList<>();
    errors(connector)
        .forEach(
            (setting, errors) ->
                errors.forEach(
                    error ->
                        refused.add(setting + ": " + Secrets.redact(error, connector.config()))));
    return refused;
  }

  /** What the worker finds wrong, by setting; a setting that it does not know is not among them. */
  Map<String, List<String>> errors(MirrorConnector connector) {
    String plugin = connector.config().getOrDefault("connector.class", "");
    JsonNode answer =
        http.put(
            "/connector-plugins/"
                + plugin.substring(plugin.lastIndexOf('.') + 1)
                + "/config/validate",
            connector.withName());
    Map<String, List<String>> errors = new LinkedHashMap<>();
    for (JsonNode setting : answer.path("configs")) {
      List<String> ofSetting =
          errors.computeIfAbsent(
              setting.path("value").path("name").asText(""), name -> new ArrayList<>());
      setting.path("value").path("errors").forEach(error -> ofSetting.add(error.asText()));
    }
    return errors;
  }

  /** All connectors that the worker knows by now, by name; see {@link #awaitConfiguration}. */
  public Map<String, MirrorConnector> connectors() {
    Map<String, MirrorConnector> connectors = new LinkedHashMap<>();
    http.getSoon("/connectors?expand=info", "")
        .fields()
        .forEachRemaining(
            entry ->
                connectors.put(
                    entry.getKey(),
                    connector(entry.getKey(), entry.getValue().path("info").path("config"))));
    return connectors;
  }

  /**
   * Returns when the worker knows of all connectors: one that has just started lists those that it
   * has read so far. It may have others to start first.
   */
  public void awaitConfiguration() {
    http.find(path("twinroute") + "/config", ""); // answered by the thread that reads them
  }

  /** Without the name, which Connect adds to the settings. */
  private static MirrorConnector connector(String name, JsonNode settings) {
    Map<String, String> config = new LinkedHashMap<>();
    settings.fields().forEachRemaining(e -> config.put(e.getKey(), e.getValue().asText()));
    config.remove("name");
    return new MirrorConnector(name, config);
  }

  /** The names of all connectors. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    http.get("/connectors", "").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** Removes the connector, which there must be; the worker stops its tasks soon after. */
  public void remove(String connector) {
    http.send("DELETE", path(connector), connector);
  }

  /** Removes these topics from a connector, and the connector if no topic remains. */
  public void takeOut(Collection<String> topics, MirrorConnector connector) {
    MirrorConnector left = connector.without(topics);
    if (left.topics().isEmpty()) {
      remove(connector.name());
    } else {
      put(left);
    }
  }

  /** Creates the connector, or replaces its settings. */
  public void put(MirrorConnector connector) {
    http.put(path(connector.name()) + "/config", connector);
  }

  /** The states of all connectors, by name; without those of which the worker reports no state. */
  public Map<String, MirrorStatus> statuses() {
    Map<String, MirrorStatus> statuses = new LinkedHashMap<>();
    http.getSoon("/connectors?expand=status", "")
        .fields()
        .forEachRemaining(
            entry ->
                statuses.put(
                    entry.getKey(), status(entry.getKey(), entry.getValue().path("status"))));
    return statuses;
  }

  /** Resumes a connector that is paused or stopped. */
  public void resume(String connector) {
    http.send("PUT", path(connector) + "/resume", connector);
  }

  /** Restarts whatever of the connector and its tasks has failed. */
  public void restartFailed(String connector) {
    http.send("POST", path(connector) + "/restart?includeTasks=true&onlyFailed=true", connector);
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
