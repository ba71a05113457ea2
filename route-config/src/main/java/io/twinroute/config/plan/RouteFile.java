package io.twinroute.config.plan;

import java.util.List;
import java.util.Map;

/**
 * Everything a route file says, validated.
 *
 * @param clusters by alias, in the file's order
 * @param routes in the file's order; at least one
 * @param warnings what should be changed although the file is valid, one line each: the full key
 *     and what to do; in the file's order
 */
public record RouteFile(
    Map<String, Cluster> clusters,
    List<RoutePlan> routes,
    FlinkSettings flink,
    StreamsSettings kstreams,
    RestartSettings restart,
    List<String> warnings) {}
