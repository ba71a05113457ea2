package io.twinroute.config.plan;

import java.util.List;
import java.util.Map;

/**
 * Everything a route file says, validated.
 *
 * @param clusters by alias, in the file's order
 * @param routes in the file's order; at least one
 */
public record RouteFile(
    Map<String, Cluster> clusters,
    List<RoutePlan> routes,
    FlinkSettings flink,
    StreamsSettings kstreams,
    RestartSettings restart) {}
