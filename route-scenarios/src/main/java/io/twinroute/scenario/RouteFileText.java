package io.twinroute.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A complete route file around the routes of one or several scenarios. */
public final class RouteFileText {
  private final Map<String, Object> clusters = new LinkedHashMap<>();
  private final Map<String, Object> routes = new LinkedHashMap<>();
  private final String stateDir;

  /**
   * A file without routes.
   *
   * @param east bootstrap servers of the left topics' cluster
   * @param west of the right topics'
   * @param central of the outputs'
   * @param stateDir in which each engine gets a folder for its state
   */
  public RouteFileText(String east, String west, String central, String stateDir) {
    clusters.put("east", Map.of("bootstrap-servers", east));
    clusters.put("west", Map.of("bootstrap-servers", west));
    clusters.put("central", Map.of("bootstrap-servers", central));
    this.stateDir = stateDir;
  }

  /**
   * Adds a scenario's route, from the scenario's topics to one on {@code central}.
   *
   * @param output as in a route file; may hold {@code {engine}}
   * @param partitions with which the routers create the output topic
   */
  public RouteFileText route(String name, Scenario scenario, String output, int partitions) {
    Map<String, Object> route = new LinkedHashMap<>(scenario.route().body());
    if (scenario.route().passesThrough()) {
      put(ScenarioRoute.INPUT, scenario.leftTopics(), route);
    } else {
      put("left", scenario.leftTopics(), route);
      put("right", scenario.rightTopics(), route);
    }
    Map<Object, Object> target = new LinkedHashMap<>();
    target.putAll(Map.of("cluster", "central", "topic", output, "partitions", partitions));
    if (route.get("output") instanceof Map<?, ?> body) {
      target.putAll(body);
    }
    route.put("output", target);
    routes.put(name, route);
    return this;
  }

  /** The file's text. */
  public String text() {
    Map<String, Object> twinroute = new LinkedHashMap<>();
    twinroute.put("clusters", clusters);
    twinroute.put("routes", routes);
    twinroute.put("flink", Map.of("state-dir", stateDir + "/flink"));
    twinroute.put("kstreams", Map.of("state-dir", stateDir + "/kstreams"));
    try {
      return new YAMLMapper().writeValueAsString(Map.of("twinroute", twinroute));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers can be written", e);
    }
  }

  private static void put(String input, List<ScenarioTopic> topics, Map<String, Object> route) {
    route.put(input, side(route.get(input), topics));
  }

  private static Map<Object, Object> side(@Nullable Object body, List<ScenarioTopic> topics) {
    Map<Object, Object> side = new LinkedHashMap<>();
    if (topics.size() == 1) {
      side.putAll(named(topics.get(0)));
    } else {
      side.put("topics", topics.stream().map(RouteFileText::named).toList());
    }
    if (body instanceof Map<?, ?> map) {
      side.putAll(map);
    }
    return side;
  }

  private static Map<String, Object> named(ScenarioTopic topic) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("cluster", topic.cluster());
    named.put("topic", topic.topic());
    return named;
  }
}
